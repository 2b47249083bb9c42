using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>
/// The info dictionary as one peer tells it. Room is taken only as data comes, so that a peer that lies about the size
/// costs nothing.
/// </summary>
internal sealed class MetadataAttempt(Peer peer, int size, MonotonicTime now)
{
    private readonly byte[]?[] _pieces = new byte[]?[MetadataMessage.PieceCountOf(size)];
    private int _received;

    public Peer Peer { get; } = peer;

    public int Size { get; } = size;

    /// <summary>When the peer last sent something of it.</summary>
    public MonotonicTime LastProgress { get; private set; } = now;

    public int PieceCount => _pieces.Length;

    public bool IsComplete => _received == _pieces.Length;

    /// <summary>Takes a piece; false if its number or length does not fit the size that the peer claimed.</summary>
    public bool TryAdd(int piece, ReadOnlySpan<byte> bytes, MonotonicTime now)
    {
        if ((uint)piece >= (uint)_pieces.Length) return false;
        if (bytes.Length != MetadataMessage.LengthOf(piece, Size)) return false;
        LastProgress = now;
        if (_pieces[piece] is not null) return true;
        _pieces[piece] = bytes.ToArray();
        _received++;
        return true;
    }

    public byte[] Assemble()
    {
        var whole = new byte[Size];
        int offset = 0;
        foreach (byte[]? piece in _pieces)
        {
            piece!.CopyTo(whole, offset);
            offset += piece!.Length;
        }

        return whole;
    }
}
