namespace GSTorrent.Primitives;

/// <summary>How a torrent's content is cut into pieces and blocks (BEP 3). All sizes in bytes.</summary>
public sealed class PieceGeometry
{
    /// <summary>The unit of request that every client uses: 16 KiB.</summary>
    public const int BlockSize = 16 * 1024;

    /// <param name="totalLength">Bytes of content, above 0.</param>
    /// <param name="pieceLength">Bytes of each piece but the last, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive or there would be over 2^31
    /// pieces.</exception>
    public PieceGeometry(long totalLength, int pieceLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(totalLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pieceLength);
        long count = (totalLength + pieceLength - 1) / pieceLength;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, int.MaxValue, nameof(totalLength));
        TotalLength = totalLength;
        PieceLength = pieceLength;
        PieceCount = (int)count;
    }

    /// <summary>Bytes of content.</summary>
    public long TotalLength { get; }

    /// <summary>Bytes of each piece but the last.</summary>
    public int PieceLength { get; }

    /// <summary>Number of pieces.</summary>
    public int PieceCount { get; }

    /// <summary>Checks a number from outside; the answer needs no further checks.</summary>
    public bool TryPiece(int number, out PieceIndex piece)
    {
        bool valid = (uint)number < (uint)PieceCount;
        piece = new PieceIndex(valid ? number : 0);
        return valid;
    }

    /// <summary>Bytes of the piece; only the last may be shorter than <see cref="PieceLength"/>.</summary>
    public int SizeOf(int piece) =>
        piece == PieceCount - 1 ? (int)(TotalLength - ((long)piece * PieceLength)) : PieceLength;

    /// <summary>First byte of the piece within the content.</summary>
    public long OffsetOf(int piece) => (long)piece * PieceLength;

    /// <summary>Number of blocks of the piece.</summary>
    public int BlockCountOf(int piece) => (SizeOf(piece) + BlockSize - 1) / BlockSize;

    /// <summary>The request for a block of a piece.</summary>
    public BlockRequest RequestOf(int piece, int block)
    {
        int offset = block * BlockSize;
        return new BlockRequest(piece, offset, Math.Min(BlockSize, SizeOf(piece) - offset));
    }

    /// <summary>Is the range inside an existing piece, and not empty?</summary>
    public bool Contains(in BlockRequest request) =>
        (uint)request.Piece < (uint)PieceCount && request.Offset >= 0 && request.Length > 0
        && (long)request.Offset + request.Length <= SizeOf(request.Piece);

    /// <summary>Is the range exactly one whole block, as we ask for them?</summary>
    public bool IsBlock(in BlockRequest request) =>
        Contains(request) && request.Offset % BlockSize == 0
        && request.Length == Math.Min(BlockSize, SizeOf(request.Piece) - request.Offset);
}
