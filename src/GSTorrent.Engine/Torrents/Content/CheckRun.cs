using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// A recheck of all files of a torrent: it waits for its turn on the volume, reads, and tells the loop in any case how
/// it ended. Only the loop calls it.
/// </summary>
internal sealed class CheckRun : IDisposable
{
    private readonly TorrentLoop _loop;
    private readonly TorrentContent _content;
    private readonly Action<ContentCheck, MonotonicTime> _done;
    private readonly CancellationTokenSource _cancellation = new();
    private CheckTurns.Turn? _turn;
    private int _checkedPieces;
    private bool _isOver;

    public CheckRun(TorrentLoop loop, TorrentContent content, Action<ContentCheck, MonotonicTime> done)
    {
        _loop = loop;
        _content = content;
        _done = done;
    }

    /// <summary>Does it wait for others to end?</summary>
    public bool IsQueued { get; private set; } = true;

    /// <summary>Between 0 and 1.</summary>
    public double Progress => (double)Volatile.Read(ref _checkedPieces) / _content.Metainfo.Geometry.PieceCount;

    public void Start() =>
        _turn = _content.Services.Checks.Enter(_content.Volume, () => _loop.Post(_ => Begin()));

    /// <summary>Its end comes later, as any other.</summary>
    public void Cancel()
    {
        if (_isOver) return;
        _cancellation.Cancel();
        if (IsQueued) _loop.Post(now => End(ContentCheck.Cancelled(_content), now));
    }

    public void Dispose() => _cancellation.Dispose();

    private void Begin()
    {
        if (_isOver || _cancellation.IsCancellationRequested) return;
        IsQueued = false;
        ContentCheck.Start(
            _content, () => Interlocked.Increment(ref _checkedPieces),
            check => _loop.Post(now => End(check, now)), _cancellation.Token);
    }

    private void End(ContentCheck check, MonotonicTime now)
    {
        if (_isOver) return;
        _isOver = true;
        _content.Services.Checks.Leave(_turn!);
        Dispose();
        _done(check, now);
    }
}
