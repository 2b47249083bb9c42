using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>
/// Which torrents changed in the last minute, for clients that ask for <c>recently-active</c>. The read model counts
/// revisions and knows no time, so this remembers now and then which revision there was. It may tell more than a minute
/// of changes, never less. Thread-safe.
/// </summary>
internal sealed class RecentChanges
{
    private const long WindowMs = 60_000;
    private const long StepMs = 1_000;
    private readonly Lock _gate = new();
    private readonly Queue<(long TimeMs, long Revision)> _marks = new();
    private readonly TorrentReadModel _torrents;
    private readonly TimeProvider _clock;
    private readonly long _begin;
    private (long TimeMs, long Revision) _last;

    public RecentChanges(TorrentReadModel torrents, TimeProvider clock)
    {
        _torrents = torrents;
        _clock = clock;
        _begin = clock.GetTimestamp();
        _last = (0, torrents.Revision);
        _marks.Enqueue(_last);
    }

    public TorrentDelta Read() => _torrents.Since(Mark());

    // The newest mark that is a minute old, or the oldest one.
    private long Mark()
    {
        lock (_gate)
        {
            long now = (long)_clock.GetElapsedTime(_begin).TotalMilliseconds;
            if (now - _last.TimeMs >= StepMs)
            {
                _last = (now, _torrents.Revision);
                _marks.Enqueue(_last);
            }

            while (_marks.Count > 1 && _marks.ElementAt(1).TimeMs <= now - WindowMs) _marks.Dequeue();
            return _marks.Peek().Revision;
        }
    }
}
