using System.Runtime.InteropServices;

namespace GSTorrent.Swarm;

/// <summary>
/// The pieces that a peer lets us ask for although it chokes us (BEP 6 "allowed fast"). It need not have them.
/// </summary>
internal sealed class FastOffers
{
    /// <summary>More are not remembered: BEP 6 suggests 10.</summary>
    public const int MaxPieces = 32;

    private readonly List<int> _pieces = [];

    public ReadOnlySpan<int> Pieces => CollectionsMarshal.AsSpan(_pieces);

    public void Add(int piece)
    {
        if (_pieces.Count < MaxPieces && !_pieces.Contains(piece)) _pieces.Add(piece);
    }

    /// <summary>The peer has refused it after all.</summary>
    public void Remove(int piece) => _pieces.Remove(piece);

    /// <summary>The number of pieces is known now: forgets what was never one.</summary>
    public void Limit(int pieceCount) => _pieces.RemoveAll(piece => piece >= pieceCount);
}
