using System.Net;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>
/// The pieces that a peer may ask us for although we choke it (BEP 6 "allowed fast"), so that one who has nothing to
/// trade yet gets a start. All of them together are sent once; which they are follows from the peer's network, so that
/// another connection gets no others.
/// </summary>
internal sealed class FastGrants
{
    /// <summary>One who has more pieces than this can trade, and is refused (BEP 6).</summary>
    public const int MaxPiecesOfStarter = AllowedFastSet.DefaultSize;

    private readonly int[] _pieces;
    private long _bytesLeft;

    private FastGrants(int[] pieces, long bytes)
    {
        _pieces = pieces;
        _bytesLeft = bytes;
    }

    public ReadOnlySpan<int> Pieces => _pieces;

    /// <summary>
    /// What the peer is granted of what we have; null if that is nothing, or it has a start, or is super-seeded, or
    /// BEP 6 names no set for its address.
    /// </summary>
    public static FastGrants? For(Peer peer, SwarmState state)
    {
        if (!peer.SpeaksFast || peer.Address is not { } address || peer.Pieces.Count > MaxPiecesOfStarter) return null;
        // Who is super-seeded (BEP 16) hears only of what nobody has.
        if (peer.Offers is not null) return null;
        if (state.Picker is not { Have: { IsNone: false } have } || state.Geometry is not { } geometry) return null;
        IReadOnlyList<int> set =
            AllowedFastSet.Generate(new IPAddress(address), state.Options.InfoHash, geometry.PieceCount);
        int[] pieces = [.. set.Where(piece => have[piece] && !peer.Pieces[piece])];
        return pieces.Length == 0 ? null : new FastGrants(pieces, pieces.Sum(piece => (long)geometry.SizeOf(piece)));
    }

    /// <summary>May this be sent to the peer while it is choked? Then it counts.</summary>
    public bool TryTake(in BlockRequest request, Peer peer)
    {
        if (!_pieces.AsSpan().Contains(request.Piece) || request.Length > _bytesLeft) return false;
        if (peer.Pieces.Count > MaxPiecesOfStarter) return false;
        _bytesLeft -= request.Length;
        return true;
    }
}
