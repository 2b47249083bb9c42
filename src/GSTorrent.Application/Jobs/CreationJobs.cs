using System.Security.Cryptography;
using GSTorrent.Application.Disks;
using GSTorrent.Storage;

namespace GSTorrent.Application.Jobs;

/// <summary>
/// Torrents that are made of content on the server, one after the other. What came of one is kept for an hour.
/// Thread-safe; no call waits for a disk.
/// </summary>
public sealed class CreationJobs
{
    /// <summary>Jobs that are kept, waiting and ended ones together.</summary>
    public const int MaxJobs = 50;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();
    private readonly List<CreationEntry> _entries = [];
    private readonly DirectoryView _places;
    private readonly CreationWorker _worker;
    private readonly TimeProvider _clock;
    private bool _isRunning;
    private bool _isClosed;

    internal CreationJobs(DirectoryView places, CreationWorker worker, TimeProvider clock)
    {
        _places = places;
        _worker = worker;
        _clock = clock;
    }

    /// <summary>Every job, in the order in which they were ordered.</summary>
    public IReadOnlyList<CreationJob> All
    {
        get
        {
            lock (_gate)
            {
                ForgetOld();
                return [.. _entries.Select(entry => entry.Show())];
            }
        }
    }

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Takes an order; it is carried out after those before it.</summary>
    public Result<CreationJob> Add(CreationOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Trackers.FirstOrDefault(url => !AnnounceUrls.IsTracker(url)) is { } tracker)
            return NoUrl(tracker, "tracker (http, https, udp, ws, wss)");
        if (order.WebSeeds.FirstOrDefault(url => !AnnounceUrls.IsWebSeed(url)) is { } seed)
            return NoUrl(seed, "web seed (http, https, ftp)");
        if (!_places.Allow(order.ContentPath).TryGet(out string? content, out AppError? refused)) return refused;
        string? output = null;
        if (order.OutputPath is { } wished && !_places.Allow(wished).TryGet(out output, out refused)) return refused;
        var entry = new CreationEntry(new CreationJob
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Order = order with { ContentPath = content, OutputPath = output },
            AddedUnixMs = NowMs,
        });
        lock (_gate)
        {
            ForgetOld();
            if (_isClosed) return new AppError("shutting-down", "The server is ending.");
            if (_entries.Count >= MaxJobs && !ForgetOldestEnded())
                return new AppError("too-many-jobs", $"{MaxJobs} torrents are being made already.");
            _entries.Add(entry);
            if (!_isRunning) _ = RunAsync();
            _isRunning = true;
            return entry.Show();
        }
    }

    /// <summary>The job of that id; null: there is none, or it was forgotten.</summary>
    public CreationJob? Find(string id) =>
        All.FirstOrDefault(job => string.Equals(job.Id, id, StringComparison.Ordinal));

    /// <summary>Ends with the job of that id; at once if there is none.</summary>
    public Task WaitAsync(string id)
    {
        lock (_gate)
        {
            CreationEntry? found = _entries.Find(entry => string.Equals(entry.Job.Id, id, StringComparison.Ordinal));
            return found?.Ended ?? Task.CompletedTask;
        }
    }

    /// <summary>Ends a job if it is not done yet, and forgets it; false: there is none.</summary>
    public bool Remove(string id)
    {
        lock (_gate)
        {
            int at = _entries.FindIndex(entry => string.Equals(entry.Job.Id, id, StringComparison.Ordinal));
            if (at < 0) return false;
            CreationEntry entry = _entries[at];
            entry.Cancel();
            if (entry.Job.State == JobState.Waiting) entry.Dispose();
            _entries.RemoveAt(at);
            return true;
        }
    }

    private static AppError NoUrl(string text, string kind) =>
        new("bad-request", $"'{Excerpt.Of(text)}' is no URL of a {kind}.");

    /// <summary>Ends all jobs; for the end of the program.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (CreationEntry entry in _entries) entry.Cancel();
        }
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        while (true)
        {
            CreationEntry? next;
            lock (_gate)
            {
                next = _isClosed ? null : _entries.Find(entry => entry.Job.State == JobState.Waiting);
                if (next is null)
                {
                    _isRunning = false;
                    return;
                }

                next.Job = next.Job with { State = JobState.Running, StartedUnixMs = NowMs };
            }

            Result<CreatedFile> made = await _worker.MakeAsync(next);
            lock (_gate)
            {
                next.Job = End(next.Job, made);
                next.Dispose();
            }
        }
    }

    private CreationJob End(CreationJob job, Result<CreatedFile> result) =>
        result.TryGet(out CreatedFile? made, out AppError? error)
            ? job with
            {
                State = JobState.Done,
                Progress = 1,
                PieceLength = made.PieceLength,
                TorrentFile = made.TorrentFile,
                EndedUnixMs = NowMs,
            }
            : job with { State = JobState.Failed, Error = error.Message, EndedUnixMs = NowMs };

    private void ForgetOld()
    {
        long before = NowMs - (long)Kept.TotalMilliseconds;
        _entries.RemoveAll(entry => entry.Job.EndedUnixMs < before);
    }

    private bool ForgetOldestEnded()
    {
        int at = _entries.FindIndex(entry => entry.Job.EndedUnixMs is not null);
        if (at >= 0) _entries.RemoveAt(at);
        return at >= 0;
    }
}
