using System.Security.Cryptography;

namespace GSTorrent.Swarm;

/// <summary>
/// Who sent which block of pieces that failed their hash. When the piece is good at last, the blocks that differ from
/// it tell the guilty peers, and only them.
/// </summary>
internal sealed class BadPieceLedger
{
    /// <summary>Pieces remembered; the oldest is forgotten.</summary>
    private const int MaxPieces = 256;
    private const int HashSize = SHA1.HashSizeInBytes;

    private readonly Dictionary<int, List<Claim>> _claims = [];
    private readonly Queue<int> _order = new();

    public bool Contains(int piece) => _claims.ContainsKey(piece);

    /// <summary>Remembers the senders of a failed piece.</summary>
    /// <param name="piece">With its sources.</param>
    /// <param name="blockHashes">SHA-1 of each of its blocks, one after the other.</param>
    public void Add(OpenPiece piece, ReadOnlySpan<byte> blockHashes)
    {
        if (!_claims.TryGetValue(piece.Index, out List<Claim>? claims))
        {
            if (_order.Count == MaxPieces) _claims.Remove(_order.Dequeue());
            claims = _claims[piece.Index] = [];
            _order.Enqueue(piece.Index);
        }

        for (int block = 0; block < piece.BlockCount; block++)
        {
            if (piece.SourceOf(block) is { } source)
                claims.Add(new Claim(block, source, blockHashes.Slice(block * HashSize, HashSize).ToArray()));
        }
    }

    /// <summary>The piece is good now: who had sent other blocks? Its claims are forgotten.</summary>
    public IReadOnlyList<Peer> Convict(int piece, ReadOnlySpan<byte> blockHashes)
    {
        if (!_claims.Remove(piece, out List<Claim>? claims)) return [];
        List<Peer> guilty = [];
        foreach (Claim claim in claims)
        {
            ReadOnlySpan<byte> good = blockHashes.Slice(claim.Block * HashSize, HashSize);
            if (!good.SequenceEqual(claim.Hash) && !guilty.Contains(claim.Source)) guilty.Add(claim.Source);
        }

        return guilty;
    }

    private readonly record struct Claim(int Block, Peer Source, byte[] Hash);
}
