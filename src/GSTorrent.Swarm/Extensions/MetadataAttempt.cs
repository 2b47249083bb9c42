using System.Security.Cryptography;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>
/// The info dictionary as one peer tells it. Room is taken only as data comes, so that a peer that lies about the size
/// costs nothing.
/// </summary>
internal sealed class MetadataAttempt(Peer peer, int size, MonotonicTime now)
{
    /// <summary>Pieces that are asked for at the same time; peers refuse when they are asked for too many.</summary>
    private const int MaxWaiting = 16;

    private readonly byte[]?[] _pieces = new byte[]?[MetadataMessage.PieceCountOf(size)];
    private int _received;
    private int _asked;

    public Peer Peer { get; } = peer;

    /// <summary>Bytes that the peer claims.</summary>
    public int Size { get; } = size;

    public MonotonicTime Started { get; } = now;

    /// <summary>When the peer last sent something new of it.</summary>
    public MonotonicTime LastProgress { get; private set; } = now;

    public bool IsComplete => _received == _pieces.Length;

    /// <summary>The next piece to ask for; false if there is none, or enough are on their way.</summary>
    public bool TryAsk(out int piece)
    {
        piece = _asked;
        if (_asked == _pieces.Length || _asked - _received >= MaxWaiting) return false;
        _asked++;
        return true;
    }

    /// <summary>Takes a piece; false if its number or length does not fit the size that the peer claimed.</summary>
    public bool TryAdd(int piece, ReadOnlySpan<byte> bytes, MonotonicTime now)
    {
        if (piece >= _pieces.Length || bytes.Length != MetadataMessage.LengthOf(piece, Size)) return false;
        // One that was not asked for may be the late answer to an earlier attempt.
        if (piece >= _asked || _pieces[piece] is not null) return true;
        LastProgress = now;
        _pieces[piece] = bytes.ToArray();
        _received++;
        return true;
    }

    /// <summary>Is it the torrent's? A v2 torrent goes by the first 20 bytes of its SHA-256 (BEP 52).</summary>
    public bool HashFits(InfoHash infoHash) =>
        HashFits(infoHash, HashAlgorithmName.SHA1) || HashFits(infoHash, HashAlgorithmName.SHA256);

    public byte[] Assemble()
    {
        var whole = new byte[Size];
        for (int piece = 0; piece < _pieces.Length; piece++)
            _pieces[piece]!.CopyTo(whole, piece * MetadataMessage.PieceLength);
        return whole;
    }

    private bool HashFits(InfoHash infoHash, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        foreach (byte[]? piece in _pieces) hash.AppendData(piece!);
        return new InfoHash(hash.GetHashAndReset().AsSpan(0, InfoHash.Length)) == infoHash;
    }
}
