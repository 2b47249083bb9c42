using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;

namespace GSTorrent.Application.Queueing;

/// <summary>
/// Starts and stops torrents in the engine: all that shall run, or as many as the limits allow. Thread-safe; it never
/// waits.
/// </summary>
internal sealed class TorrentQueue(TorrentRegistry registry, SettingsStore settings, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly ChangeSignal _signal = new();
    private bool _wasLimited;

    /// <summary>Ends when somebody changed what may run; take it before <see cref="Review"/>.</summary>
    public Task NextChange => _signal.Next;

    private QueueLimits Limits => QueueLimits.Of(settings.Current);

    /// <summary>May a torrent that enters the engine run at once? If not, a review decides soon.</summary>
    public bool Admit(TorrentEntry entry)
    {
        TorrentRecord record = entry.Record;
        lock (_gate) entry.Place.IsAdmitted = record.Running && (record.Wishes.Forced || Limits.IsNone);
        _signal.Raise();
        return entry.Place.IsAdmitted;
    }

    /// <summary>Somebody wants it to run; one that an error has stopped tries again.</summary>
    public void Start(TorrentEntry entry, TorrentHandle handle)
    {
        lock (_gate)
        {
            if (entry.Place.IsAdmitted || entry.Record.Wishes.Forced || Limits.IsNone) SetRunning(entry, handle, true);
            else ReviewAll();
        }
    }

    /// <summary>Somebody wants it to stop: its place is free for another.</summary>
    public void Stop(TorrentEntry entry, TorrentHandle handle)
    {
        lock (_gate) SetRunning(entry, handle, false);
        _signal.Raise();
    }

    /// <summary>Its place or its force were changed.</summary>
    public void Changed() => _signal.Raise();

    /// <summary>Decides anew.</summary>
    public void Review()
    {
        lock (_gate) ReviewAll();
    }

    private void ReviewAll()
    {
        QueueLimits limits = Limits;
        if (limits.IsNone && !_wasLimited) return;
        _wasLimited = !limits.IsNone;
        List<TorrentEntry> waiting = [.. registry.All.Where(entry => entry.Record.Running && entry.Handle is not null)];
        waiting.Sort(static (left, right) => PlaceOf(left).CompareTo(PlaceOf(right)));
        var candidates = new QueueCandidate[waiting.Count];
        for (int i = 0; i < candidates.Length; i++) candidates[i] = CandidateOf(waiting[i]);
        var mayRun = new bool[waiting.Count];
        QueueDecision.Decide(candidates, limits, mayRun);

        // Places become free before they are taken.
        foreach (bool starts in new[] { false, true })
        {
            for (int i = 0; i < mayRun.Length; i++)
            {
                if (mayRun[i] == starts && waiting[i].Place.IsAdmitted != starts)
                    SetRunning(waiting[i], waiting[i].Handle!, starts);
            }
        }
    }

    private static (long Order, int Number) PlaceOf(TorrentEntry entry)
    {
        TorrentRecord record = entry.Record;
        return (QueueOrdering.OrderOf(record), record.Number);
    }

    private QueueCandidate CandidateOf(TorrentEntry entry)
    {
        TorrentRow row = entry.Row;
        bool isFailed = row.State == TorrentRowState.Failed && entry.Place.IsAdmitted;
        return new QueueCandidate(
            entry.Record.Wishes.Forced, row.HasFinished, isFailed || (entry.Place.IsAdmitted && IsSlow(entry, row)));
    }

    private bool IsSlow(TorrentEntry entry, TorrentRow row)
    {
        SettingsSnapshot now = settings.Current;
        bool movesNothing = row.State is TorrentRowState.Downloading or TorrentRowState.Seeding
            && row.DownloadRate + row.UploadRate < now.Number(QueueSettings.SlowRate);
        if (!movesNothing || !now.IsOn(QueueSettings.ExemptSlow))
        {
            entry.Place.SlowSince = null;
            return false;
        }

        entry.Place.SlowSince ??= clock.GetTimestamp();
        TimeSpan slow = clock.GetElapsedTime(entry.Place.SlowSince.Value);
        return slow.TotalMilliseconds >= now.Number(QueueSettings.SlowAfter);
    }

    private static void SetRunning(TorrentEntry entry, TorrentHandle handle, bool running)
    {
        entry.Place.IsAdmitted = running;
        if (running) handle.Start();
        else handle.Stop();
        entry.Expect(running);
    }
}
