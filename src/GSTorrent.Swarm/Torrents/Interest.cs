using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>Whom to be interested in, and with whom there is nothing left to do.</summary>
internal sealed class Interest(SwarmState state)
{
    /// <summary>Counts the peer's pieces that we want and have not.</summary>
    public void Count(Peer peer)
    {
        peer.UsefulPieces = 0;
        for (int piece = 0; piece < peer.Pieces.Length; piece++)
            if (peer.Pieces[piece] && state.Picker!.Needs(piece)) peer.UsefulPieces++;
    }

    public void UpdateAll()
    {
        foreach (Peer peer in state.Peers) Update(peer);
    }

    /// <summary>Tells the peer if our interest has changed, and leaves it if neither side has any.</summary>
    public void Update(Peer peer)
    {
        bool interested = peer.UsefulPieces > 0;
        if (interested != peer.AmInterested)
        {
            peer.AmInterested = interested;
            state.Effects.Send(peer, interested ? PeerMessage.Interested : PeerMessage.NotInterested);
        }

        if (!interested && state.IsFinished && (peer.IsSeed || (peer.IsUploadOnly && state.IsComplete)))
            state.Disconnect(peer, DisconnectReason.BothSeeds);
    }
}
