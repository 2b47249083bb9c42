using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Transport.Tcp;

namespace GSTorrent.Engine;

/// <summary>
/// Reads blocks straight into the buffer that is sent, neighbouring ones with one read. Pieces under suspicion are
/// verified first; if one is bad, nothing is sent. Pooled.
/// </summary>
internal sealed class UploadJob(TorrentContent content) : ContentJob
{
    private readonly List<Memory<byte>> _run = new(UploadSlab.MaxBlocks);
    private bool _wasQueued;
    private int _badPiece = -1;

    public PeerLink? Link { get; set; }

    public UploadSlab? Slab { get; set; }

    public int PayloadBytes { get; set; }

    /// <summary>Pieces that the peer has asked for again after it had got them.</summary>
    public List<int> Suspects { get; } = [];

    public override void Complete(TorrentLoop loop, MonotonicTime now)
    {
        (PeerLink link, UploadSlab slab, int bytes) = (Link!, Slab!, PayloadBytes);
        StorageError? error = IsAbandoned ? null : Error;
        bool wasQueued = _wasQueued && !IsAbandoned;
        int badPiece = IsAbandoned ? -1 : _badPiece;
        Link = null;
        Slab = null;
        Suspects.Clear();
        _wasQueued = false;
        _badPiece = -1;
        content.Recycle(this);
        // If it was queued, the slab is the connection's, which tells when the bytes have left.
        if (wasQueued) return;
        loop.UploadFailed(link, slab.Requests, bytes, now);
        slab.Release();
        if (badPiece >= 0) loop.PieceIsDamaged(badPiece, now);
        if (error is not null) loop.Life.Fail(error, now);
    }

    protected override StorageError? Work()
    {
        UploadSlab slab = Slab!;
        foreach (int piece in Suspects)
        {
            StorageError? failure = PieceCheck.Run(content, piece, out bool isGood);
            if (failure is not null) return failure;
            if (isGood) continue;
            _badPiece = piece;
            return null;
        }

        StorageError? error = Read(slab);
        _wasQueued = error is null && Link!.Connection.TrySendPieces(slab);
        return error;
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
