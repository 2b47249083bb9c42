using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Engine;

/// <summary>
/// Reads blocks straight into the buffer that is sent, neighbouring ones with one read. Pooled.
/// </summary>
internal sealed class UploadJob(ContentUploads uploads, TorrentContent content) : ContentJob
{
    private readonly List<Memory<byte>> _run = new(UploadSlab.MaxBlocks);
    private bool _wasQueued;

    public PeerLink? Link { get; set; }

    public UploadSlab? Slab { get; set; }

    public int PayloadBytes { get; set; }

    /// <summary>Is any of the blocks one of the piece?</summary>
    public bool Asks(int piece)
    {
        foreach (BlockRequest request in Slab!.Requests)
            if (request.Piece == piece) return true;
        return false;
    }

    public override void Complete(TorrentLoop loop, MonotonicTime now)
    {
        StorageError? error = IsAbandoned ? null : Error;
        bool wasQueued = _wasQueued && !IsAbandoned;
        // If it was queued, the slab is the connection's, which tells when the bytes have left.
        if (wasQueued) Free();
        else Refuse(loop, now);
        if (error is not null) loop.Life.Fail(error, now);
    }

    /// <summary>The blocks are not sent: the peer may ask others.</summary>
    public void Refuse(TorrentLoop loop, MonotonicTime now)
    {
        (PeerLink link, UploadSlab slab, int bytes) = (Link!, Slab!, PayloadBytes);
        Free();
        if (link.Peer!.Reserved.HasFlag(ReservedBits.Fast))
            foreach (BlockRequest request in slab.Requests) link.Connection.TrySend(PeerMessage.Reject(request));
        loop.Swarm.UploadEnded(link.Peer, bytes, wereSent: false, now);
        slab.Release();
    }

    protected override StorageError? Work()
    {
        UploadSlab slab = Slab!;
        StorageError? error = Read(slab);
        _wasQueued = error is null && Link!.Connection.TrySendPieces(slab);
        return error;
    }

    private void Free()
    {
        Link = null;
        Slab = null;
        _wasQueued = false;
        uploads.Recycle(this);
    }

    private StorageError? Read(UploadSlab slab)
    {
        for (int first = 0; first < slab.Count;)
        {
            long start = OffsetOf(slab.Requests[first]);
            long end = start;
            int next = first;
            _run.Clear();
            while (next < slab.Count && OffsetOf(slab.Requests[next]) == end)
            {
                end += slab.Requests[next].Length;
                _run.Add(slab.Payloads[next++]);
            }

            if (content.Storage.Read(start, _run) is { } error) return error;
            first = next;
        }

        return null;
    }

    private long OffsetOf(in BlockRequest request) =>
        content.Metainfo.Geometry.OffsetOf(request.Piece) + request.Offset;
}
