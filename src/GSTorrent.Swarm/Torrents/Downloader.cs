using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>The receiving half: whom to be interested in, what to ask for, what to do with blocks that come.</summary>
internal sealed class Downloader(SwarmState state)
{
    /// <summary>A peer that owes blocks and sends none for so long is snubbing us.</summary>
    private const long SnubAfterMs = 20_000;

    /// <summary>Above the first no blocks are asked for, until it falls below the second.</summary>
    private const long HighWatermark = 32L * 1024 * 1024;
    private const long LowWatermark = 16L * 1024 * 1024;

    /// <summary>Payload that a peer may send without being asked, as after a timeout.</summary>
    private const long MaxUnrequestedBytes = 4L * 1024 * 1024;

    private readonly BadPieceLedger _ledger = new();
    private long _storingBytes;
    private bool _isDiskBehind;

    /// <summary>The peer's pieces are known for the first time.</summary>
    public void AddPieces(Peer peer)
    {
        state.Picker!.Availability.AddPeer(peer);
        CountUseful(peer);
        UpdateInterest(peer);
    }

    public void RemovePeer(Peer peer)
    {
        if (state.Picker is not { } picker) return;
        LoseRequests(peer);
        picker.Abandon(peer);
        picker.Availability.RemovePeer(peer);
    }

    public void OnHave(Peer peer, int piece)
    {
        if (!peer.Pieces.Set(piece)) return;
        state.Picker!.Availability.PeerHas(piece);
        if (!state.Picker.Needs(piece))
        {
            // It may have become a seed: then there is nothing left to do with it.
            if (peer.IsSeed) UpdateInterest(peer);
            return;
        }

        peer.UsefulPieces++;
        UpdateInterest(peer);
    }

    public void OnDontHave(Peer peer, int piece)
    {
        if (!peer.Pieces.Clear(piece)) return;
        state.Picker!.Availability.PeerLost(peer, piece);
        if (!state.Picker.Needs(piece)) return;
        peer.UsefulPieces--;
        UpdateInterest(peer);
    }

    public void OnChoke(Peer peer)
    {
        peer.PeerChoking = true;
        // With the Fast extension each request gets its own reject (BEP 6); without it, all are void (BEP 3).
        if (!peer.SpeaksFast) LoseRequests(peer);
        state.Picker?.Abandon(peer);
    }

    public void OnReject(Peer peer, in BlockRequest request, MonotonicTime now)
    {
        if (peer.Requests.Remove(request, now)) state.Picker?.RequestLost(peer, request);
    }

    public void OnBlock(Peer peer, in PeerMessage message, MonotonicTime now)
    {
        BlockRequest request = message.Request;
        bool asked = peer.Requests.Remove(request, now);
        peer.Downloaded.Add(request.Length, now);
        if (!TryAccept(peer, message, asked, out OpenPiece? piece))
        {
            message.Block?.Release();
            state.Wasted += request.Length;
            if (!asked) CountUnrequested(peer, request.Length);
            return;
        }

        peer.RoundDownloaded += request.Length;
        if (asked) peer.Requests.BlockArrived();
        if (peer.IsSnubbed)
        {
            peer.IsSnubbed = false;
            peer.Requests.Unsnub();
        }

        int block = request.Offset / PieceGeometry.BlockSize;
        if (piece!.RequestCountOf(block) > (asked ? 1 : 0)) CancelElsewhere(peer, request, now);
        if (piece.IsComplete) Store(piece);
    }

    /// <summary>Asks the peer for as much as its line takes.</summary>
    public void Pump(Peer peer, MonotonicTime now)
    {
        if (_isDiskBehind || peer.PeerChoking || !peer.AmInterested || state.Picker is not { } picker) return;
        while (peer.IsConnected && peer.Requests.Count < peer.Requests.Depth
               && picker.TryPick(peer, out OpenPiece? piece, out int block))
        {
            BlockRequest request = state.Geometry!.RequestOf(piece!.Index, block);
            peer.Requests.Add(request, now);
            state.Effects.Send(peer, PeerMessage.ForRequest(request));
        }
    }

    public void PieceStored(OpenPiece piece, in StoreResult result, MonotonicTime now)
    {
        _storingBytes -= piece.Length;
        piece.IsStoring = false;
        switch (result.Outcome)
        {
            case StoreOutcome.Stored:
                OnStored(piece, result.BlockHashes.Span);
                break;
            case StoreOutcome.HashMismatch:
                OnMismatch(piece, result.BlockHashes.Span);
                break;
            case StoreOutcome.DiskError:
                state.Picker!.Reset(piece);
                break;
        }

        if (_isDiskBehind && _storingBytes > LowWatermark) return;
        bool wasBehind = _isDiskBehind;
        _isDiskBehind = false;
        if (wasBehind || result.Outcome != StoreOutcome.Stored) PumpAll(now);
    }

    public void Tick(MonotonicTime now)
    {
        foreach (Peer peer in state.Peers)
        {
            peer.Requests.Adapt(peer.Downloaded.BytesPerSecond(now));
            if (peer.Requests.Count > 0 && now - peer.Requests.WaitingSince > SnubAfterMs) Snub(peer);
        }

        PumpAll(now);
    }

    /// <summary>What is wanted has changed: who is of use has changed with it.</summary>
    public void WantedChanged(MonotonicTime now)
    {
        foreach (Peer peer in state.Peers) CountUseful(peer);
        UpdateAllInterest();
        PumpAll(now);
    }

    /// <summary>Hands a piece over that needs no more blocks.</summary>
    public void Store(OpenPiece piece)
    {
        piece.IsStoring = true;
        piece.WantsBlockHashes = _ledger.Contains(piece.Index);
        _storingBytes += piece.Length;
        if (_storingBytes > HighWatermark) _isDiskBehind = true;
        state.Effects.StorePiece(piece);
    }

    private bool TryAccept(Peer peer, in PeerMessage message, bool asked, out OpenPiece? piece)
    {
        piece = null;
        BlockRequest request = message.Request;
        if (state.Geometry is not { } geometry || !geometry.IsBlock(request)) return false;
        if (!state.Picker!.TryGetOpen(request.Piece, out piece) || piece!.IsStoring) return false;
        if (piece.IsOnParole && (!asked || piece.Owner != peer)) return false;
        return piece.Receive(request.Offset / PieceGeometry.BlockSize, message.Block, peer);
    }

    private void CountUnrequested(Peer peer, int bytes)
    {
        peer.UnrequestedBytes += bytes;
        if (peer.UnrequestedBytes > MaxUnrequestedBytes)
            state.Disconnect(peer, DisconnectReason.UnrequestedBlock);
    }

    private void CancelElsewhere(Peer sender, in BlockRequest request, MonotonicTime now)
    {
        foreach (Peer other in state.Peers)
        {
            if (other == sender || !other.Requests.Remove(request, now)) continue;
            state.Effects.Send(other, PeerMessage.Cancel(request));
        }
    }

    private void OnStored(OpenPiece piece, ReadOnlySpan<byte> blockHashes)
    {
        int index = piece.Index;
        if (blockHashes.Length > 0)
        {
            foreach (Peer guilty in _ledger.Convict(index, blockHashes))
                state.Ban(guilty, $"its block of piece {index} differs from the verified one");
        }

        bool wasNeeded = state.Picker!.Needs(index);
        state.Picker.Verified(index);
        state.Effects.PieceVerified(index);
        for (int i = state.Peers.Count - 1; i >= 0; i--) TellVerified(state.Peers[i], index, wasNeeded);
        if (!wasNeeded || !state.IsFinished) return;
        state.Effects.Finished();
        UpdateAllInterest();
    }

    private void TellVerified(Peer peer, int index, bool wasNeeded)
    {
        state.Effects.Send(peer, PeerMessage.Have(index));
        if (!wasNeeded || peer.Pieces.Length == 0 || !peer.Pieces[index]) return;
        peer.UsefulPieces--;
        UpdateInterest(peer);
    }

    private void OnMismatch(OpenPiece piece, ReadOnlySpan<byte> blockHashes)
    {
        state.Wasted += piece.Length;
        if (piece.SoleSource() is { } sole)
        {
            state.Picker!.Failed(piece);
            state.Ban(sole, $"it alone sent piece {piece.Index}, whose hash is wrong");
            return;
        }

        _ledger.Add(piece, blockHashes);
        state.Picker!.Failed(piece);
    }

    private void Snub(Peer peer)
    {
        LoseRequests(peer);
        state.Picker!.Abandon(peer);
        peer.IsSnubbed = true;
        peer.Requests.Snub();
    }

    private void LoseRequests(Peer peer)
    {
        if (state.Picker is { } picker)
        {
            for (int i = 0; i < peer.Requests.Count; i++) picker.RequestLost(peer, peer.Requests[i]);
        }

        peer.Requests.Clear();
    }

    private void PumpAll(MonotonicTime now)
    {
        // From the end: pumping may disconnect a peer whose send queue is full.
        for (int i = state.Peers.Count - 1; i >= 0; i--)
            if (i < state.Peers.Count) Pump(state.Peers[i], now);
    }

    private void CountUseful(Peer peer)
    {
        peer.UsefulPieces = 0;
        for (int piece = 0; piece < peer.Pieces.Length; piece++)
            if (peer.Pieces[piece] && state.Picker!.Needs(piece)) peer.UsefulPieces++;
    }

    private void UpdateAllInterest()
    {
        for (int i = state.Peers.Count - 1; i >= 0; i--)
            if (i < state.Peers.Count) UpdateInterest(state.Peers[i]);
    }

    private void UpdateInterest(Peer peer)
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
