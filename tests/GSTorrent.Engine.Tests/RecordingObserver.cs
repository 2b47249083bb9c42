using System.Collections.Concurrent;
using GSTorrent.Primitives;

namespace GSTorrent.Engine.Tests;

/// <summary>Keeps what an engine tells, and lets tests wait for it.</summary>
internal sealed class RecordingObserver : ITorrentObserver
{
    private readonly Lock _lock = new();
    private readonly List<(Func<TorrentSnapshot, bool> Condition, TaskCompletionSource<TorrentSnapshot> Done)>
        _waiting = [];
    private readonly Dictionary<InfoHash, TorrentSnapshot> _latest = [];

    public ConcurrentQueue<TorrentNotice> Notices { get; } = new();

    public ConcurrentDictionary<InfoHash, ResumeData> Resume { get; } = new();

    /// <summary>How often it was told of a change.</summary>
    public int ChangeCount { get; private set; }

    public void Changed(TorrentSnapshot snapshot)
    {
        lock (_lock)
        {
            ChangeCount++;
            _latest[snapshot.InfoHash] = snapshot;
            for (int i = _waiting.Count - 1; i >= 0; i--)
            {
                if (!_waiting[i].Condition(snapshot)) continue;
                _waiting[i].Done.TrySetResult(snapshot);
                _waiting.RemoveAt(i);
            }
        }
    }

    public void ResumeChanged(InfoHash infoHash, ResumeData resume, Action recorded)
    {
        Resume[infoHash] = resume;
        recorded();
    }

    /// <summary>Released with every notice.</summary>
    public SemaphoreSlim Noticed { get; } = new(0);

    public void Happened(TorrentNotice notice)
    {
        Notices.Enqueue(notice);
        Noticed.Release();
    }

    /// <summary>Waits for a snapshot of any torrent; a minute without one is a failure.</summary>
    public async Task<TorrentSnapshot> WhenAsync(Func<TorrentSnapshot, bool> condition)
    {
        var done = new TaskCompletionSource<TorrentSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            foreach (TorrentSnapshot snapshot in _latest.Values)
                if (condition(snapshot)) return snapshot;
            _waiting.Add((condition, done));
        }

        try
        {
            return await done.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
        catch (TimeoutException exception)
        {
            lock (_lock)
                throw new TimeoutException($"No such snapshot in {string.Join('\n', _latest.Values)}", exception);
        }
    }
}
