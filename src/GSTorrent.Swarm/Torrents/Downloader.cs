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

    /// <summary>
    /// After a longer time without a tick (the machine slept) nobody is blamed for silence: the silence was ours.
    /// </summary>
    private const long MaxTickGapMs = 10_000;

    private readonly BadPieceLedger _ledger = new();
    private readonly Interest _interest = new(state);
    private long _storingBytes;
    private bool _isDiskBehind;
    private bool _isHeld;
    private MonotonicTime _lastTick = MonotonicTime.Never;

    /// <summary>The peer's pieces are known for the first time.</summary>
    public void AddPieces(Peer peer)
    {
        state.Picker!.Availability.AddPeer(peer);
        _interest.Count(peer);
        _interest.Update(peer);
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
        state.Effects.PiecesTold(peer);
        if (!state.Picker.Needs(piece))
        {
            // It may have become a seed: then there is nothing left to do with it.
            if (peer.IsSeed) _interest.Update(peer);
            return;
        }

        peer.UsefulPieces++;
        _interest.Update(peer);
    }

    public void OnDontHave(Peer peer, int piece)
    {
        if (!peer.Pieces.Clear(piece)) return;
        state.Picker!.Availability.PeerLost(peer, piece);
        if (!state.Picker.Needs(piece)) return;
        peer.UsefulPieces--;
        _interest.Update(peer);
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
        if (!peer.Requests.Remove(request, now))
        {
            peer.Requests.TakeGivenUp();
            return;
        }

        state.Picker?.RequestLost(peer, request);
        if (!peer.PeerChoking) peer.HasRefused = true;
    }

    public void OnBlock(Peer peer, in PeerMessage message, MonotonicTime now)
    {
        BlockRequest request = message.Request;
        bool asked = peer.Requests.Remove(request, now);
        bool late = !asked && peer.Requests.TakeGivenUp();
        peer.Downloaded.Add(request.Length, now);
        state.Downloaded.Add(request.Length, now);
        if (peer.IsSnubbed && (asked || late))
        {
            peer.IsSnubbed = false;
            peer.Requests.Unsnub();
        }

        int block = request.Offset / PieceGeometry.BlockSize;
        OpenPiece? piece = FindOpen(request);
        if (asked) piece?.EndRequest(block, peer);
        if (piece is null || !(asked || late) || !TryAccept(peer, message, piece, block))
        {
            message.Block?.Release();
            state.Wasted += request.Length;
            if (!asked && !late) CountUnrequested(peer, request.Length);
            return;
        }

        peer.RoundDownloaded += request.Length;
        if (asked) peer.Requests.BlockArrived();
        CancelAll(piece, block, now);
        if (piece.IsComplete) Store(piece);
    }

    /// <summary>The caller cannot take in more for now: nothing is asked for until it can.</summary>
    public void Hold(bool isHeld, MonotonicTime now)
    {
        if (_isHeld == isHeld) return;
        _isHeld = isHeld;
        if (!isHeld) PumpAll(now);
    }

    /// <summary>Asks the peer for as much as its line takes.</summary>
    public void Pump(Peer peer, MonotonicTime now)
    {
        if (_isDiskBehind || _isHeld || state.Picker is not { } picker) return;
        if (peer.PeerChoking || !peer.AmInterested || peer.IsLeaving || peer.HasRefused) return;
        if (peer.Requests.Count == 0 && picker.FindSlowParole(peer) is { } slow)
        {
            CancelAll(slow, now);
            picker.Orphan(slow);
        }

        while (peer.Requests.Count < peer.Requests.Depth && picker.TryPick(peer, out OpenPiece? piece, out int block))
        {
            BlockRequest request = state.Geometry!.RequestOf(piece!.Index, block);
            peer.Requests.Add(request, now);
            state.Effects.Send(peer, PeerMessage.ForRequest(request));
        }
    }

    public void PieceStored(OpenPiece piece, in StoreResult result, MonotonicTime now)
    {
        bool wasFull = state.Picker!.IsFull;
        _storingBytes -= piece.Length;
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
        bool wasHeldBack = _isDiskBehind || wasFull;
        _isDiskBehind = false;
        if (wasHeldBack || result.Outcome != StoreOutcome.Stored) PumpAll(now);
    }

    public void Tick(MonotonicTime now)
    {
        bool wasAsleep = now - _lastTick > MaxTickGapMs;
        _lastTick = now;
        foreach (Peer peer in state.Peers)
        {
            peer.HasRefused = false;
            if (wasAsleep) peer.Requests.WaitingSince = now;
            peer.Requests.Adapt(peer.Downloaded.BytesPerSecond(now));
            if (peer.Requests.Count > 0 && now - peer.Requests.WaitingSince > SnubAfterMs) Snub(peer);
        }

        PumpAll(now);
    }

    /// <summary>All connections are about to end.</summary>
    public void Stop()
    {
        foreach (Peer peer in state.Peers) LoseRequests(peer);
        state.Picker?.Clear();
    }

    /// <summary>What is wanted has changed: who is of use has changed with it.</summary>
    public void WantedChanged(MonotonicTime now)
    {
        if (state.Picker is not { } picker) return;
        for (int i = picker.Open.Count - 1; i >= 0; i--)
        {
            OpenPiece piece = picker.Open[i];
            if (picker.Needs(piece.Index) || piece.IsStoring) continue;
            CancelAll(piece, now);
            picker.Reset(piece);
        }

        foreach (Peer peer in state.Peers) _interest.Count(peer);
        _interest.UpdateAll();
        PumpAll(now);
    }

    /// <summary>Hands a piece over that needs no more blocks.</summary>
    public void Store(OpenPiece piece)
    {
        if (piece.Owner?.Filling == piece) piece.Owner.Filling = null;
        piece.Owner = null;
        piece.IsStoring = true;
        piece.WantsBlockHashes = _ledger.Contains(piece.Index);
        _storingBytes += piece.Length;
        if (_storingBytes > HighWatermark) _isDiskBehind = true;
        state.Effects.StorePiece(piece);
    }

    private OpenPiece? FindOpen(in BlockRequest request)
    {
        if (state.Geometry is not { } geometry || !geometry.IsBlock(request)) return null;
        return state.Picker!.TryGetOpen(request.Piece, out OpenPiece? piece) && !piece!.IsStoring ? piece : null;
    }

    private static bool TryAccept(Peer peer, in PeerMessage message, OpenPiece piece, int block) =>
        (!piece.IsOnParole || piece.Owner == peer) && piece.Receive(block, message.Block, peer);

    private void CountUnrequested(Peer peer, int bytes)
    {
        peer.UnrequestedBytes += bytes;
        if (peer.UnrequestedBytes > MaxUnrequestedBytes)
            state.Disconnect(peer, DisconnectReason.UnrequestedBlock);
    }

    private void CancelAll(OpenPiece piece, MonotonicTime now)
    {
        for (int block = 0; block < piece.BlockCount; block++) CancelAll(piece, block, now);
    }

    private void CancelAll(OpenPiece piece, int block, MonotonicTime now)
    {
        BlockRequest request = state.Geometry!.RequestOf(piece.Index, block);
        while (piece.AnyRequesterOf(block) is { } peer)
        {
            if (peer.Requests.TryGiveUp(request, now)) state.Effects.Send(peer, PeerMessage.Cancel(request));
            piece.EndRequest(block, peer);
        }
    }

    private void OnStored(OpenPiece piece, ReadOnlySpan<byte> blockHashes)
    {
        int index = piece.Index;
        piece.ReleaseBuffers();
        if (blockHashes.Length > 0)
        {
            foreach (Peer guilty in _ledger.Convict(index, blockHashes))
                Expel(guilty, $"its block of piece {index} differs from the verified one");
        }

        bool wasNeeded = state.Picker!.Needs(index);
        state.Picker.Verified(index);
        state.Effects.PieceVerified(index);
        for (int i = state.Peers.Count - 1; i >= 0; i--) TellVerified(state.Peers[i], index, wasNeeded);
        if (!wasNeeded || !state.IsFinished) return;
        state.Effects.Finished();
        _interest.UpdateAll();
    }

    private void TellVerified(Peer peer, int index, bool wasNeeded)
    {
        state.Effects.Send(peer, PeerMessage.Have(index));
        if (!wasNeeded || peer.Pieces.Length == 0 || !peer.Pieces[index]) return;
        peer.UsefulPieces--;
        _interest.Update(peer);
    }

    private void OnMismatch(OpenPiece piece, ReadOnlySpan<byte> blockHashes)
    {
        state.Wasted += piece.Length;
        state.Corrupt += piece.Length;
        if (piece.SoleSource() is { } sole)
        {
            state.Picker!.Failed(piece);
            Expel(sole, $"it alone sent piece {piece.Index}, whose hash is wrong");
            return;
        }

        _ledger.Add(piece, blockHashes);
        state.Picker!.Failed(piece);
    }

    private void Expel(Peer peer, string reason)
    {
        LoseRequests(peer);
        state.Picker!.Abandon(peer);
        state.Picker.DropBlocksOf(peer);
        state.Ban(peer, reason);
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
        foreach (Peer peer in state.Peers) Pump(peer, now);
    }
}
