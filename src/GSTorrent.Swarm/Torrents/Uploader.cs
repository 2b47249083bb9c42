using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>The sending half: whom to unchoke, which requests to answer, how much to have on its way.</summary>
internal sealed class Uploader(SwarmState state)
{
    private readonly Choker _choker = new(state.Random);
    private readonly HashSet<Peer> _chosen = [];
    private MonotonicTime _lastRound = MonotonicTime.Never;

    public int Slots { get; set; } = state.Options.UploadSlots;

    public void OnInterested(Peer peer, MonotonicTime now)
    {
        peer.PeerInterested = true;
        // A free place is given at once; nobody waits for the next round.
        if (peer.AmChoking && CountUnchoked() < Slots) Unchoke(peer, now);
    }

    public void OnNotInterested(Peer peer, MonotonicTime now)
    {
        peer.PeerInterested = false;
        if (peer.AmChoking) return;
        Choke(peer, now);
        FillFreeSlots(now);
    }

    public void OnRequest(Peer peer, in BlockRequest request)
    {
        if (state.Geometry is not { } geometry || !geometry.Contains(request)
            || request.Length > PieceGeometry.BlockSize)
        {
            state.Disconnect(peer, DisconnectReason.InvalidRequest);
            return;
        }

        bool refused = peer.AmChoking || !state.Picker!.Have[request.Piece];
        refused |= !SuperSeeder.MaySend(peer, request.Piece);
        if (!refused && peer.Uploads.TryAdd(request)) return;
        if (peer.SpeaksFast) state.Effects.Send(peer, PeerMessage.Reject(request));
        else if (!refused) state.Disconnect(peer, DisconnectReason.RequestFlood);
    }

    public void OnCancel(Peer peer, in BlockRequest request)
    {
        // BEP 6: each request is answered once, by the block or by a reject.
        if (peer.Uploads.Remove(request) && peer.SpeaksFast) state.Effects.Send(peer, PeerMessage.Reject(request));
    }

    /// <summary>Starts as many reads as the peer's line takes.</summary>
    public void Pump(Peer peer, MonotonicTime now)
    {
        if (peer.AmChoking || peer.IsLeaving) return;
        Span<BlockRequest> run = stackalloc BlockRequest[UploadQueue.MaxRun];
        long rate = peer.Uploaded.BytesPerSecond(now);
        while (true)
        {
            int count = peer.Uploads.TakeRun(run, rate);
            if (count == 0) return;
            state.Effects.SendBlocks(peer, run[..count]);
        }
    }

    /// <summary>Blocks have left, or never will.</summary>
    public void Ended(Peer peer, int payloadBytes, bool wereSent, MonotonicTime now)
    {
        peer.Uploads.Ended(payloadBytes);
        if (wereSent)
        {
            peer.Uploaded.Add(payloadBytes, now);
            state.Uploaded.Add(payloadBytes, now);
            peer.TurnUploaded += payloadBytes;
        }

        Pump(peer, now);
    }

    public void RemovePeer(Peer peer, MonotonicTime now)
    {
        if (!peer.AmChoking) FillFreeSlots(now);
    }

    /// <summary>The piece is not here any more: what waits for it is refused.</summary>
    public void PieceLost(int piece)
    {
        foreach (Peer peer in state.Peers)
        {
            for (int i = peer.Uploads.Count; i > 0; i--)
            {
                if (!peer.Uploads.TryDequeue(out BlockRequest request)) break;
                if (request.Piece != piece) peer.Uploads.TryAdd(request);
                else if (peer.SpeaksFast) state.Effects.Send(peer, PeerMessage.Reject(request));
            }
        }
    }

    public void Tick(MonotonicTime now)
    {
        if (now - _lastRound < Choker.RoundMs) return;
        _lastRound = now;
        _choker.Choose(state.Peers, state.IsFinished, Slots, now, _chosen);
        for (int i = state.Peers.Count - 1; i >= 0; i--)
        {
            Peer peer = state.Peers[i];
            peer.RoundDownloaded = 0;
            peer.IsChosenByChance = peer == _choker.Optimistic;
            if (peer.AmChoking && _chosen.Contains(peer)) Unchoke(peer, now);
            else if (!peer.AmChoking && !_chosen.Contains(peer)) Choke(peer, now);
        }

        _chosen.Clear();
    }

    private void FillFreeSlots(MonotonicTime now)
    {
        int free = Slots - CountUnchoked();
        while (free-- > 0)
        {
            Peer? longest = null;
            foreach (Peer peer in state.Peers)
            {
                if (!peer.AmChoking || !peer.PeerInterested || peer.IsSeed || peer.IsLeaving) continue;
                if (longest is null || peer.ChokedAt < longest.ChokedAt) longest = peer;
            }

            if (longest is null) return;
            Unchoke(longest, now);
        }
    }

    private int CountUnchoked()
    {
        int count = 0;
        foreach (Peer peer in state.Peers)
            if (!peer.AmChoking) count++;
        return count;
    }

    private void Unchoke(Peer peer, MonotonicTime now)
    {
        peer.AmChoking = false;
        peer.UnchokedAt = now;
        peer.TurnUploaded = 0;
        state.Effects.Send(peer, PeerMessage.Unchoke);
    }

    private void Choke(Peer peer, MonotonicTime now)
    {
        peer.AmChoking = true;
        peer.ChokedAt = now;
        state.Effects.Send(peer, PeerMessage.Choke);
        while (peer.Uploads.TryDequeue(out BlockRequest request))
            if (peer.SpeaksFast) state.Effects.Send(peer, PeerMessage.Reject(request));
    }
}
