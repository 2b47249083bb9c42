using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Transport.Tcp;

namespace GSTorrent.Engine;

/// <summary>Reads a run of neighbouring blocks straight into the buffer that is sent. Pooled.</summary>
internal sealed class UploadJob(TorrentContent content) : ContentJob
{
    private StorageError? _error;
    private bool _wasQueued;

    public PeerLink? Link { get; set; }

    public UploadSlab? Slab { get; set; }

    public int PayloadBytes { get; set; }

    public override void Complete(TorrentLoop loop, MonotonicTime now)
    {
        PeerLink link = Link!;
        StorageError? error = _error;
        bool wasQueued = _wasQueued && !IsAbandoned;
        int bytes = PayloadBytes;
        if (IsAbandoned) Slab!.Release();
        Link = null;
        Slab = null;
        _error = null;
        _wasQueued = false;
        content.Recycle(this);
        // If it was queued, the connection tells when the bytes have left.
        if (!wasQueued) loop.UploadFailed(link, bytes, error, now);
    }

    protected override void Work()
    {
        BlockRequest first = Slab!.Requests[0];
        _error = content.Storage.Read(
            content.Metainfo.Geometry.OffsetOf(first.Piece) + first.Offset, Slab.Payloads);
        _wasQueued = _error is null && Link!.Connection.TrySendPieces(Slab);
        if (!_wasQueued) Slab.Release();
    }
}
