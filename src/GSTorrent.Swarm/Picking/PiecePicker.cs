using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>
/// Decides which block to ask a peer for. In order: the open piece that this peer fills, an open piece whose filler is
/// gone, a new piece (rarest first or in sequence), an open piece of another peer, and at the very end blocks that
/// others were asked for too (endgame).
/// </summary>
internal sealed class PiecePicker
{
    /// <summary>Bytes of pieces that may be open at the same time; new ones wait until others are complete.</summary>
    private const long MaxOpenBytes = 64L * 1024 * 1024;
    private const int MinOpenPieces = 4;

    private readonly PieceGeometry _geometry;
    private readonly Dictionary<int, OpenPiece> _openByIndex = [];
    private readonly List<OpenPiece> _open = [];
    private readonly Stack<OpenPiece> _spare = new();

    public PiecePicker(PieceGeometry geometry, Random random)
    {
        _geometry = geometry;
        Have = new Bitfield(geometry.PieceCount);
        Availability = new PieceAvailability(geometry, random);
    }

    public Bitfield Have { get; }

    public PieceAvailability Availability { get; }

    public bool Sequential { get; set; }

    /// <summary>Wanted pieces that are not verified yet.</summary>
    public int WantedMissing { get; private set; }

    public IReadOnlyList<OpenPiece> Open => _open;

    /// <summary>Bytes of blocks that were dropped without a verdict on their piece.</summary>
    public long DroppedBytes { get; private set; }

    /// <summary>Are so many pieces open that no more may be started?</summary>
    public bool IsFull =>
        _open.Count >= MinOpenPieces && (long)_open.Count * _geometry.PieceLength >= MaxOpenBytes;

    public bool TryGetOpen(int piece, out OpenPiece? open) => _openByIndex.TryGetValue(piece, out open);

    /// <summary>Would a peer with this piece be of use?</summary>
    public bool Needs(int piece) => !Have[piece] && Availability.IsWanted(piece);

    /// <summary>Takes the order in which pieces are started from now on.</summary>
    public void SetOrder(PieceOrder order)
    {
        Sequential = order.IsSequential;
        Availability.SetFirst(order.First);
    }

    /// <summary>Sets what is wanted. The caller ends open pieces that no longer are.</summary>
    public void SetPriorities(ReadOnlySpan<FilePriority> priorities)
    {
        WantedMissing = 0;
        for (int piece = 0; piece < priorities.Length; piece++)
        {
            Availability.SetPriority(piece, priorities[piece]);
            if (!Needs(piece)) continue;
            WantedMissing++;
            if (!_openByIndex.ContainsKey(piece)) Availability.MakeStartable(piece);
        }
    }

    /// <summary>The next block to ask the peer for; false if there is none.</summary>
    public bool TryPick(Peer peer, out OpenPiece? piece, out int block)
    {
        piece = FindOwn(peer) ?? FindOrphan(peer) ?? StartNew(peer) ?? FindShared(peer);
        if (piece is null) return TryPickDuplicate(peer, out piece, out block);
        block = piece.FirstMissing();
        piece.MarkRequested(block, peer);
        return true;
    }

    /// <summary>A request to the peer will not be answered: the block is free for others.</summary>
    public void RequestLost(Peer peer, in BlockRequest request)
    {
        if (!_openByIndex.TryGetValue(request.Piece, out OpenPiece? piece) || piece.IsStoring) return;
        piece.EndRequest(request.Offset / PieceGeometry.BlockSize, peer);
        if (piece.Owner == peer) Orphan(piece);
    }

    /// <summary>The peer is gone or lets us wait: what it filled is for others.</summary>
    public void Abandon(Peer peer)
    {
        foreach (OpenPiece piece in _open)
        {
            if (piece.Owner == peer && !piece.IsStoring) Orphan(piece);
        }

        peer.Filling = null;
    }

    /// <summary>
    /// The piece is for another peer. On parole the blocks of two must not mix: the next one starts afresh.
    /// </summary>
    public void Orphan(OpenPiece piece)
    {
        if (piece.IsOnParole) DroppedBytes += piece.DropReceived();
        piece.Owner = null;
    }

    /// <summary>The peer has sent a wrong piece: its blocks of other open ones are not to be trusted either.</summary>
    public void DropBlocksOf(Peer peer)
    {
        foreach (OpenPiece piece in _open)
            if (!piece.IsStoring) DroppedBytes += piece.DropReceivedFrom(peer);
    }

    /// <summary>
    /// A piece on parole whose filler is so much slower than the peer, who has nothing to do, that it is worth starting
    /// it again; null if there is none.
    /// </summary>
    public OpenPiece? FindSlowParole(Peer peer)
    {
        foreach (OpenPiece piece in _open)
        {
            if (!piece.IsOnParole || piece.IsStoring || !peer.Pieces[piece.Index]) continue;
            if (piece.Owner is not { } owner || owner == peer) continue;
            if (owner.IsSnubbed || owner.DownloadedBytes < peer.DownloadedBytes / 4) return piece;
        }

        return null;
    }

    /// <summary>Storage has written and verified the piece.</summary>
    public void Verified(int index)
    {
        Close(index);
        if (!Have.Set(index)) return;
        if (Availability.IsWanted(index)) WantedMissing--;
        Availability.MakeUnstartable(index);
    }

    /// <summary>A recheck or a disk error has shown that the piece is not there.</summary>
    public void Lost(int index)
    {
        if (!Have.Clear(index)) return;
        if (Availability.IsWanted(index)) WantedMissing++;
        Availability.MakeStartable(index);
    }

    /// <summary>The piece failed its hash: it is opened again for one peer alone.</summary>
    public void Failed(OpenPiece piece)
    {
        int index = piece.Index;
        piece.ReleaseBuffers();
        piece.Open(_geometry, index);
        piece.IsOnParole = true;
    }

    /// <summary>Takes a piece with blocks from the last run.</summary>
    public OpenPiece Reopen(int index) => OpenNew(index, owner: null);

    /// <summary>Drops all open pieces and gives their buffers back, but for those that storage holds.</summary>
    public void Clear()
    {
        for (int i = _open.Count - 1; i >= 0; i--)
        {
            if (!_open[i].IsStoring) Reset(_open[i]);
        }
    }

    /// <summary>Closes all open pieces and hands those over of which blocks are here.</summary>
    public IReadOnlyList<OpenPiece> TakeAll()
    {
        List<OpenPiece> taken = [.. _open.Where(static piece => piece is { IsStoring: false, ReceivedCount: > 0 })];
        // On parole blocks are of one peer alone, which is not known any more after a restart.
        taken.RemoveAll(static piece => piece.IsOnParole);
        foreach (OpenPiece piece in taken)
        {
            _open.Remove(piece);
            _openByIndex.Remove(piece.Index);
            if (Needs(piece.Index)) Availability.MakeStartable(piece.Index);
        }

        Clear();
        return taken;
    }

    /// <summary>Ends an open piece without a verdict, as after a disk error; it may be started again.</summary>
    public void Reset(OpenPiece piece)
    {
        DroppedBytes += piece.DropReceived();
        Close(piece.Index);
        if (Needs(piece.Index)) Availability.MakeStartable(piece.Index);
    }

    private void Close(int index)
    {
        if (!_openByIndex.Remove(index, out OpenPiece? piece)) return;
        _open.Remove(piece);
        if (piece.Owner?.Filling == piece) piece.Owner.Filling = null;
        piece.Owner = null;
        if (_spare.Count < 64) _spare.Push(piece);
    }

    private static OpenPiece? FindOwn(Peer peer)
    {
        OpenPiece? own = peer.Filling;
        if (own is null) return null;
        if (own.Owner == peer && own.MissingCount > 0 && !own.IsStoring) return own;
        peer.Filling = null;
        return null;
    }

    // Pieces without a filler, and the peer's own of which blocks have become free again.
    private OpenPiece? FindOrphan(Peer peer)
    {
        OpenPiece? best = null;
        foreach (OpenPiece piece in _open)
        {
            if ((piece.Owner is not null && piece.Owner != peer) || !CanJoin(piece, peer)) continue;
            if (best is null || IsBetter(piece, best)) best = piece;
        }

        if (best is not null && (LacksSwarmBetter(peer, best) || IsOtherSooner(peer, best))) return null;
        // One who lets us wait may help, but others need not keep away.
        if (best is null || (peer.IsSnubbed && !best.IsOnParole)) return best;
        best.Owner = peer;
        peer.Filling = best;
        return best;
    }

    // A seed's line is best used for what no leecher can give: a swarm is as fast as new pieces come into it.
    private bool LacksSwarmBetter(Peer peer, OpenPiece orphan)
    {
        RarityIndex startable = Availability.Startable;
        if (!peer.IsSeed || Sequential || IsFull || startable.Count == 0) return false;
        int rarest = startable[0];
        return Availability.LeecherCountOf(rarest) == 0 && Availability.LeecherCountOf(orphan.Index) > 0
               && Availability.PriorityOf(rarest) >= Availability.PriorityOf(orphan.Index);
    }

    // What was left behind, perhaps in the last run, waits for pieces of higher priority that the peer can give.
    private bool IsOtherSooner(Peer peer, OpenPiece orphan)
    {
        if (IsFull || peer.IsSnubbed) return false;
        PiecePriority priority = Availability.PriorityOf(orphan.Index);
        RarityIndex startable = Availability.Startable;
        for (int place = 0; place < startable.Count; place++)
        {
            if (Availability.PriorityOf(startable[place]) <= priority) return false;
            if (peer.Pieces[startable[place]]) return true;
        }

        return false;
    }

    private OpenPiece? FindShared(Peer peer)
    {
        OpenPiece? best = null;
        foreach (OpenPiece piece in _open)
        {
            if (piece.IsOnParole || !CanJoin(piece, peer)) continue;
            if (best is null || IsBetter(piece, best)) best = piece;
        }

        return best;
    }

    private static bool CanJoin(OpenPiece piece, Peer peer) =>
        piece.MissingCount > 0 && !piece.IsStoring && peer.Pieces[piece.Index];

    private bool IsBetter(OpenPiece left, OpenPiece right)
    {
        PiecePriority leftPriority = Availability.PriorityOf(left.Index);
        PiecePriority rightPriority = Availability.PriorityOf(right.Index);
        if (leftPriority != rightPriority) return leftPriority > rightPriority;
        if (Sequential) return left.Index < right.Index;
        return left.ReceivedCount > right.ReceivedCount;
    }

    private OpenPiece? StartNew(Peer peer)
    {
        if (Availability.Startable.Count == 0 || IsFull) return null;
        int index = Sequential ? FirstInSequence(peer) : FirstRarest(peer);
        if (index < 0) return null;
        if (peer.IsSnubbed) return OpenNew(index, owner: null);
        return peer.Filling = OpenNew(index, peer);
    }

    private OpenPiece OpenNew(int index, Peer? owner)
    {
        Availability.MakeUnstartable(index);
        OpenPiece piece = _spare.Count > 0 ? _spare.Pop() : new OpenPiece();
        piece.Open(_geometry, index);
        piece.Owner = owner;
        _openByIndex.Add(index, piece);
        _open.Add(piece);
        return piece;
    }

    private int FirstRarest(Peer peer)
    {
        RarityIndex startable = Availability.Startable;
        for (int place = 0; place < startable.Count; place++)
            if (peer.Pieces[startable[place]]) return startable[place];
        return -1;
    }

    private int FirstInSequence(Peer peer)
    {
        int best = -1;
        PiecePriority highest = Availability.PriorityOf(Availability.Startable[0]);
        for (int piece = 0; piece < _geometry.PieceCount; piece++)
        {
            if (!Availability.Startable.Contains(piece) || !peer.Pieces[piece]) continue;
            if (best < 0 || Availability.PriorityOf(piece) > Availability.PriorityOf(best)) best = piece;
            if (Availability.PriorityOf(best) == highest) break;
        }

        return best;
    }

    private bool TryPickDuplicate(Peer peer, out OpenPiece? piece, out int block)
    {
        piece = null;
        block = -1;
        // While others can still be started this would be waste; but slow peers must not hold all that may be open.
        if (Availability.Startable.Count > 0 && !IsFull) return false;
        int fewest = OpenPiece.MaxRequesters;
        foreach (OpenPiece open in _open)
        {
            if (open.IsStoring || open.IsOnParole || !peer.Pieces[open.Index]) continue;
            for (int candidate = 0; candidate < open.BlockCount && fewest > 1; candidate++)
            {
                if (open.StateOf(candidate) != BlockState.Requested) continue;
                int count = open.RequestCountOf(candidate);
                if (count >= fewest || open.IsRequestedFrom(candidate, peer)) continue;
                fewest = count;
                (piece, block) = (open, candidate);
            }
        }

        piece?.MarkRequested(block, peer);
        return piece is not null;
    }
}
