using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Application.Queueing;

/// <summary>
/// Shows all torrents anew when the wall clock was set, or stood still in a sleep of the machine: since when they run
/// is told by the wall clock, and how long that is must stay right. Only its loop calls it.
/// </summary>
internal sealed class WallClockWatch(TorrentRegistry registry, TimeProvider clock)
{
    private long _wallMs = RunClock.Read(clock).WallMs;

    public void Review()
    {
        long wallMs = RunClock.Read(clock).WallMs;
        if (!RunClock.IsJump(_wallMs, wallMs)) return;
        _wallMs = wallMs;
        foreach (TorrentEntry entry in registry.All) entry.ShowAnew();
    }
}
