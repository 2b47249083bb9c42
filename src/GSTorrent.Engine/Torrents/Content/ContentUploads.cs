using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Swarm;
using GSTorrent.Transport.Tcp;

namespace GSTorrent.Engine;

/// <summary>
/// Blocks on their way from a torrent's files to peers. What would be sent again without a sign that it was good waits
/// until its piece was verified; if that is bad, nothing more of it leaves. Only the loop calls it.
/// </summary>
internal sealed class ContentUploads(TorrentContent content)
{
    private readonly UnconfirmedBlocks _unconfirmed = new(content.Metainfo.Geometry);
    private readonly Stack<UploadJob> _spareUploads = new();
    private readonly Stack<ProofJob> _spareProofs = new();
    private readonly List<UploadJob> _held = [];
    private readonly List<UploadJob> _released = [];
    private readonly List<int> _underProof = [];

    public void Send(PeerLink link, ReadOnlySpan<BlockRequest> run)
    {
        if (!_spareUploads.TryPop(out UploadJob? job)) job = new UploadJob(this, content);
        UploadSlab slab = content.Services.UploadSlabs.Rent();
        int bytes = 0;
        foreach (BlockRequest request in run)
        {
            slab.TryAdd(request);
            bytes += request.Length;
        }

        job.Link = link;
        job.Slab = slab;
        job.PayloadBytes = bytes;
        SendOrHold(job);
    }

    /// <summary>The peer has told of pieces that it has: what it got of them was good.</summary>
    public void Confirm(PeerLink link) => link.Served.Confirm(link.Peer!.Pieces, _unconfirmed);

    /// <summary>Nothing was ever read: each piece is verified before anything of it leaves.</summary>
    public void DoubtAll() => _unconfirmed.DoubtAll();

    /// <summary>All files were read: nothing is in doubt.</summary>
    public void AllChecked() => _unconfirmed.Clear();

    public void Recycle(UploadJob job) => _spareUploads.Push(job);

    public void Recycle(ProofJob job) => _spareProofs.Push(job);

    /// <summary>The piece is good: what has waited for it goes on.</summary>
    public void Proven(TorrentLoop loop, int piece)
    {
        EndProof(loop, piece);
        _unconfirmed.Verified(piece);
        foreach (UploadJob job in _released) SendOrHold(job);
        _released.Clear();
    }

    /// <summary>The piece is bad: what has waited for it is refused, and whoever asks from now on as well.</summary>
    public void Disproven(TorrentLoop loop, int piece, MonotonicTime now)
    {
        EndProof(loop, piece);
        _unconfirmed.Lost(piece);
        DamagedPiece.Found(loop, piece, now);
        RefuseReleased(loop, now);
    }

    /// <summary>The piece could not be read.</summary>
    public void NotProven(TorrentLoop loop, int piece, StorageError error, MonotonicTime now)
    {
        EndProof(loop, piece);
        // First this: who is refused may ask for more at once.
        if (error != TorrentContent.Abandoned) loop.Life.Fail(error, now);
        RefuseReleased(loop, now);
    }

    private void SendOrHold(UploadJob job)
    {
        ReadOnlySpan<BlockRequest> requests = job.Slab!.Requests;
        bool mustWait = false;
        foreach (BlockRequest request in requests)
        {
            bool isUnderProof = _underProof.Contains(request.Piece);
            if (!isUnderProof && !_unconfirmed.IsDoubtful(request)) continue;
            if (!isUnderProof) Prove(request.Piece);
            mustWait = true;
        }

        if (mustWait)
        {
            _held.Add(job);
            return;
        }

        PeerLink link = job.Link!;
        Bitfield pieces = link.Peer!.Pieces;
        // One that says it has the piece already will not say so again.
        foreach (BlockRequest request in requests)
            _unconfirmed.Send(request, pieces[request.Piece] ? null : link.Served);
        content.Run(job);
    }

    private void Prove(int piece)
    {
        _underProof.Add(piece);
        if (!_spareProofs.TryPop(out ProofJob? job)) job = new ProofJob(this, content);
        job.Piece = piece;
        content.Run(job);
    }

    // Takes out of those that wait what has waited for the piece.
    private void EndProof(TorrentLoop loop, int piece)
    {
        _underProof.Remove(piece);
        foreach (Peer peer in loop.Swarm.Peers) SwarmEffects.LinkOf(peer).Served.Forget(piece);
        int kept = 0;
        for (int i = 0; i < _held.Count; i++)
        {
            UploadJob job = _held[i];
            if (job.Asks(piece)) _released.Add(job);
            else _held[kept++] = job;
        }

        _held.RemoveRange(kept, _held.Count - kept);
    }

    private void RefuseReleased(TorrentLoop loop, MonotonicTime now)
    {
        foreach (UploadJob job in _released) job.Refuse(loop, now);
        _released.Clear();
    }
}
