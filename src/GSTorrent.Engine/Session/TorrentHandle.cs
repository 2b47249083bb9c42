using System.Net;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>
/// A torrent in an engine, for any thread. Commands return at once and are carried out in order; what becomes of them
/// shows in the snapshot. Questions are answered by the torrent's loop, which never waits for a disk or a peer.
/// </summary>
public sealed class TorrentHandle
{
    private readonly TorrentLoop _loop;

    internal TorrentHandle(TorrentLoop loop)
    {
        _loop = loop;
        CarriedOnMove = loop.Options.Move?.Outcome;
    }

    public InfoHash InfoHash => _loop.InfoHash;

    /// <summary>Null until the metainfo is known.</summary>
    public Metainfo? Metainfo => _loop.Metainfo;

    /// <summary>What comes of the move that it was added with, see <see cref="MoveAsync"/>; null if none.</summary>
    public Task<MoveResult>? CarriedOnMove { get; }

    /// <summary>The latest.</summary>
    public TorrentSnapshot Snapshot => _loop.Snapshot;

    internal TorrentLoop Loop => _loop;

    /// <summary>Starts it; one that an error has paused tries again.</summary>
    public void Start() => _loop.Post(_loop.Life.Start);

    public void Stop() => _loop.Post(_loop.Life.Stop);

    /// <summary>Reads all files and compares hashes; files that are gone count as missing pieces.</summary>
    public void Recheck() => _loop.Post(now => _loop.Life.WhenAtRest(_loop.Life.Check, abandon: null, now));

    /// <summary>Announces to the trackers as soon as their minimum interval allows, and dials peers at once.</summary>
    public void Announce() => _loop.Post(now =>
    {
        _loop.Announcer.AnnounceNow(now);
        _loop.Peers.RetryAll(now);
    });

    /// <summary>Bytes per second; 0 is no limit.</summary>
    public void SetLimits(long download, long upload) => _loop.Post(now =>
    {
        _loop.SetLimits(download, upload);
        _loop.Publish(now, force: true);
    });

    /// <summary>Pieces in order instead of rarest first.</summary>
    public void SetSequential(bool sequential) => _loop.Post(now =>
    {
        _loop.Options.Sequential = sequential;
        _loop.Swarm.Sequential = sequential;
        _loop.Publish(now, force: true);
    });

    /// <summary>One a file; the rest is normal.</summary>
    public void SetPriorities(IReadOnlyList<FilePriority> priorities) =>
        _loop.Post(now => ContentChoice.Apply(_loop, priorities, now));

    public void AddPeers(IReadOnlyList<IPEndPoint> peers) => _loop.Post(now => _loop.Peers.AddNamed(peers, now));

    /// <summary>Appends a tracker to a tier.</summary>
    /// <returns>Null, or why not.</returns>
    public Task<string?> AddTrackerAsync(string url, int tier) => AskAsync(now =>
    {
        bool added = _loop.Announcer.TryAddTracker(url, tier, out string? error);
        if (added) _loop.Announcer.Announce(now);
        return added ? null : error;
    });

    /// <summary>Moves the files to another folder; a running torrent pauses meanwhile.</summary>
    /// <param name="intent">To be on record already, see there.</param>
    /// <returns>
    /// When it is known where the files are. Undecided only if the torrent is removed or the engine stops before.
    /// </returns>
    public Task<MoveResult> MoveAsync(MoveIntent intent)
    {
        var move = new PendingMove(intent, carriesOn: false);
        if (!_loop.Post(now => _loop.Move(move, now))) move.End(TorrentContent.RemovedBeforeMove);
        return move.Outcome;
    }

    public Task<IReadOnlyList<PeerSnapshot>> GetPeersAsync() => AskAsync(_loop.View.PeerList);

    public Task<IReadOnlyList<FileSnapshot>> GetFilesAsync() => AskAsync(_ => _loop.View.Files());

    public Task<IReadOnlyList<TrackerSnapshot>> GetTrackersAsync() => AskAsync(_loop.Announcer.Snapshot);

    /// <summary>Stops it, deletes its files if told to, and ends its loop.</summary>
    /// <param name="kept">Tells the files that stay; null: nothing is deleted.</param>
    /// <returns>Null, or why its files could not be deleted; it is removed all the same.</returns>
    internal Task<StorageError?> RemoveAsync(Func<IReadOnlySet<int>>? kept)
    {
        var done = NewAnswer<StorageError?>();
        if (!_loop.Post(now => _loop.Remove(kept, done.SetResult, now))) done.SetResult(null);
        return done.Task;
    }

    private Task<T> AskAsync<T>(Func<MonotonicTime, T> question)
    {
        var answer = NewAnswer<T>();
        if (!_loop.Post(now => answer.SetResult(question(now)))) answer.SetCanceled();
        return answer.Task;
    }

    private static TaskCompletionSource<T> NewAnswer<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
