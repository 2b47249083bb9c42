using GSTorrent.Primitives;

namespace GSTorrent.Wire;

/// <summary>
/// The longest frames that a peer may send, in bytes after the 4-byte length prefix. A longer one drops the peer as
/// soon as its prefix is there, before anything is buffered for it.
/// </summary>
public sealed record WireLimits
{
    /// <summary>No limit is ever above this: 2 MiB.</summary>
    public const int Ceiling = 2 * 1024 * 1024;

    private const int OtherBytes = 128 * 1024;
    private const int PieceCountWithoutMetadata = 2_097_152;
    private const int IdBytes = 1;

    /// <summary>Limits while the torrent's number of pieces is unknown (magnet link without metadata).</summary>
    public static WireLimits WithoutMetadata { get; } = ForPieceCount(PieceCountWithoutMetadata);

    /// <summary>The longest block. We never ask for more than 16 KiB, so a longer one was not asked for.</summary>
    public int MaxBlockLength { get; init; } = PieceGeometry.BlockSize;

    /// <summary>The longest frame with a bitfield.</summary>
    public int MaxBitfieldFrame { get; init; }

    /// <summary>The longest frame of the extension protocol.</summary>
    public int MaxExtendedFrame { get; init; } = OtherBytes + IdBytes;

    /// <summary>The longest frame with an unknown id.</summary>
    public int MaxUnknownFrame { get; init; } = OtherBytes + IdBytes;

    /// <summary>The longest frame with a block: id, piece and offset, block.</summary>
    public int MaxPieceFrame => MaxBlockLength + 9;

    /// <summary>The longest frame of all.</summary>
    public int MaxFrameLength =>
        Math.Max(Math.Max(MaxBitfieldFrame, MaxExtendedFrame), Math.Max(MaxUnknownFrame, MaxPieceFrame));

    /// <summary>Limits for a torrent of so many pieces.</summary>
    public static WireLimits ForPieceCount(int pieceCount) =>
        new() { MaxBitfieldFrame = Math.Min(IdBytes + Bitfield.ByteCount(pieceCount), Ceiling) };
}
