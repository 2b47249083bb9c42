using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// A recheck of all files of a torrent: it waits for its turn on the volume, reads once the torrent is at rest, and
/// tells the loop in any case how it ended. Only the loop calls it.
/// </summary>
internal sealed class CheckRun : IDisposable
{
    private readonly TorrentLoop _loop;
    private readonly TorrentContent _content;
    private readonly Action<MonotonicTime> _ready;
    private readonly Action<ContentCheck, MonotonicTime> _done;
    private readonly CancellationTokenSource _cancellation = new();
    private CheckTurns.Turn? _turn;
    private int _checkedPieces;
    private bool _isOver;

    /// <param name="loop">Whose files.</param>
    /// <param name="content">The files.</param>
    /// <param name="ready">Called when its turn has come; <see cref="Read"/> is to be called at rest.</param>
    /// <param name="done">Called at its end, unless it was withdrawn.</param>
    public CheckRun(
        TorrentLoop loop, TorrentContent content, Action<MonotonicTime> ready,
        Action<ContentCheck, MonotonicTime> done)
    {
        _loop = loop;
        _content = content;
        _ready = ready;
        _done = done;
    }

    /// <summary>Does it wait for others to end, or for its torrent to come to rest?</summary>
    public bool IsQueued { get; private set; } = true;

    /// <summary>Has its turn come, and it does not read yet?</summary>
    public bool IsNext { get; private set; }

    /// <summary>Between 0 and 1.</summary>
    public double Progress => (double)Volatile.Read(ref _checkedPieces) / _content.Metainfo.Geometry.PieceCount;

    public void Start() => _turn = _content.Services.Checks.Enter(_content.Volume, () => _loop.Post(Ready));

    /// <summary>Reads; its end comes later.</summary>
    public void Read()
    {
        IsQueued = IsNext = false;
        ContentCheck.Start(
            _content, mustProve: !_loop.Record.HasBegun, () => Interlocked.Increment(ref _checkedPieces),
            check => _loop.Post(now => End(check, now)), _cancellation.Token);
    }

    /// <summary>One that reads ends soon, as any other; one that waits is over at once.</summary>
    public void Cancel(MonotonicTime now)
    {
        if (_isOver) return;
        _cancellation.Cancel();
        if (IsQueued) End(ContentCheck.Cancelled(_content), now);
    }

    public void Dispose() => _cancellation.Dispose();

    private void Ready(MonotonicTime now)
    {
        if (_isOver) return;
        IsNext = true;
        _ready(now);
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
