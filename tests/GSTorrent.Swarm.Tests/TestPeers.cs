using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests;

/// <summary>Peers for tests of single parts.</summary>
internal static class TestPeers
{
    public static Peer WithPieces(int pieceCount, params int[] pieces)
    {
        var peer = new Peer(default, ReservedBits.Fast, isIncoming: false, connection: null) { IsConnected = true };
        peer.Pieces = new Bitfield(pieceCount);
        foreach (int piece in pieces) peer.Pieces.Set(piece);
        return peer;
    }

    public static Peer Seed(int pieceCount)
    {
        Peer peer = WithPieces(pieceCount);
        peer.Pieces.SetAll();
        return peer;
    }
}
