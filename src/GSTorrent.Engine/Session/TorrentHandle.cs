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

    /// <summary>Which torrent it is.</summary>
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

    /// <summary>Ends its connections and leaves its files as they are.</summary>
    public void Stop() => _loop.Post(_loop.Life.Stop);

    /// <summary>
    /// Reads all files and compares hashes; files that are gone count as missing pieces. The mount that holds the
    /// destination by now is the right one from then on. Only so many torrents of a volume are read at once: until its
    /// turn comes a torrent goes on as it is.
    /// </summary>
    /// <returns>Done when the torrent knows, which its snapshot shows.</returns>
    public Task RecheckAsync() => TellAsync(_loop.Life.Recheck);

    /// <summary>Announces to the trackers as soon as their minimum interval allows, and dials peers at once.</summary>
    /// <returns>Done when that has begun.</returns>
    public Task AnnounceAsync() => TellAsync(now =>
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
        SwarmChoices.ApplyOrder(_loop);
        _loop.Publish(now, force: true);
    });

    /// <summary>The first and the last piece of each wanted file before all others, in order or not.</summary>
    public void SetFirstLastFirst(bool firstLastFirst) => _loop.Post(now =>
    {
        _loop.Options.FirstLastFirst = firstLastFirst;
        SwarmChoices.ApplyOrder(_loop);
        _loop.Publish(now, force: true);
    });

    /// <summary>
    /// While everything is there, tells each peer of a few pieces at a time (BEP 16). Connected peers are disconnected
    /// when it begins or ends, and come back.
    /// </summary>
    public void SetSuperSeeding(bool superSeeding) => _loop.Post(now =>
    {
        _loop.Options.SuperSeeding = superSeeding;
        _loop.Swarm.SuperSeeding = superSeeding;
        _loop.Publish(now, force: true);
    });

    /// <summary>Connections to peers, and peers that are unchoked at the same time; 0 is as the settings say.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public void SetPeerLimits(int maxConnections, int uploadSlots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxConnections);
        ArgumentOutOfRangeException.ThrowIfNegative(uploadSlots);
        _loop.Post(now =>
        {
            (_loop.Options.MaxConnections, _loop.Options.UploadSlots) = (maxConnections, uploadSlots);
            SwarmChoices.ApplyPeerLimits(_loop, now);
            _loop.Publish(now, force: true);
        });
    }

    /// <summary>One a file; the rest is normal.</summary>
    public void SetPriorities(IReadOnlyList<FilePriority> priorities) =>
        _loop.Post(now => ContentChoice.Apply(_loop, priorities, now));

    /// <summary>Peers that somebody named; they are tried soon.</summary>
    public void AddPeers(IReadOnlyList<IPEndPoint> peers) => _loop.Post(now => _loop.Peers.AddNamed(peers, now));

    /// <summary>Appends a tracker to a tier.</summary>
    /// <returns>Null, or why not.</returns>
    public Task<string?> AddTrackerAsync(string url, int tier) => AskAsync(now =>
    {
        bool added = _loop.Announcer.TryAddTracker(url, tier, out string? error);
        if (added) _loop.Announcer.Announce(now);
        return added ? null : error;
    });

    /// <summary>
    /// Replaces all trackers, or none. Those that stay keep their state, those that leave hear "stopped", new ones are
    /// announced to.
    /// </summary>
    /// <param name="tiers">Announce URLs by tier (BEP 12).</param>
    /// <returns>Null, or why not.</returns>
    public Task<string?> SetTrackersAsync(IReadOnlyList<IReadOnlyList<string>> tiers)
    {
        ArgumentNullException.ThrowIfNull(tiers);
        return AskAsync(now => _loop.Announcer.SetTrackers(tiers, now));
    }

    /// <summary>
    /// Moves the files to another folder; a running torrent pauses meanwhile. What is not the torrent's stays; to find
    /// that out, all files of one that never began are read first.
    /// </summary>
    /// <param name="intent">To be on record already, see there.</param>
    /// <param name="record">
    /// Records the intent anew once it is known which files stay, before the first is touched; its answer is null, or
    /// why it could not. Null: nobody does.
    /// </param>
    /// <returns>
    /// When it is known where the files are. Undecided only if the torrent is removed or the engine stops before.
    /// </returns>
    public Task<MoveResult> MoveAsync(MoveIntent intent, Func<MoveIntent, Task<StorageError?>>? record = null)
    {
        var move = new PendingMove(intent, carriesOn: false, record);
        if (!_loop.Post(now => _loop.Move(move, now))) move.End(TorrentContent.RemovedBeforeMove);
        return move.Outcome;
    }

    /// <summary>
    /// Gives files other paths within the destination, while it runs or not; all or none. Nothing that is there is
    /// replaced, and no path may be one that another file of the torrent has by now. What is not the torrent's keeps
    /// its name; to find that out, all files of one that never began are read first.
    /// </summary>
    /// <remarks>
    /// So that a kill in between does no harm, record the new paths as <see cref="TorrentSpec.Paths"/> and the old ones
    /// as <see cref="TorrentSpec.FormerPaths"/> before, and drop the old ones after it has succeeded. After a start
    /// with former paths call it with the paths as they are: success means that no file is at its former path any more.
    /// Called with the former paths it gives up a rename that cannot be ended.
    /// </remarks>
    /// <param name="newPaths">By index of the file; relative, '/' separated.</param>
    /// <returns>Null, or why not.</returns>
    public Task<StorageError?> RenameFilesAsync(IReadOnlyDictionary<int, string> newPaths)
    {
        ArgumentNullException.ThrowIfNull(newPaths);
        var done = NewAnswer<StorageError?>();
        if (!_loop.Post(now => ContentRename.Apply(_loop, newPaths, done.SetResult, now)))
            done.SetResult(TorrentContent.Removed);
        return done.Task;
    }

    /// <summary>
    /// Calls a move off that is under way and copies; then the answer of <see cref="MoveAsync"/> is that it was
    /// cancelled, and the files are where they were.
    /// </summary>
    /// <returns>Was there one?</returns>
    public Task<bool> CancelMoveAsync() => AskAsync(_ =>
    {
        MoveRun? run = _loop.Options.Move?.Run;
        run?.Cancel();
        return run is not null;
    });

    /// <summary>
    /// Has it ever been found out which pieces there are? Before that it has written nothing, and files that lie at its
    /// paths are not known to be its.
    /// </summary>
    public bool HasBegun => _loop.Record.HasBegun;

    /// <summary>Those that are connected now.</summary>
    public Task<IReadOnlyList<PeerSnapshot>> GetPeersAsync() => AskAsync(_loop.View.PeerList);

    /// <summary>Which pieces are here, under way and among the peers now.</summary>
    public Task<PiecesSnapshot> GetPiecesAsync() => AskAsync(_ => _loop.View.Pieces());

    /// <summary>Those of the metainfo, in its order; none without.</summary>
    public Task<IReadOnlyList<FileSnapshot>> GetFilesAsync() => AskAsync(_ => _loop.View.Files());

    /// <summary>All of them, tier by tier.</summary>
    public Task<IReadOnlyList<TrackerSnapshot>> GetTrackersAsync() => AskAsync(_loop.Announcer.Snapshot);

    /// <summary>Stops it, deletes its files if told to, and ends its loop.</summary>
    /// <param name="kept">Tells the files that stay; null: nothing is deleted.</param>
    /// <returns>Null, or why its files could not be deleted; it is removed all the same.</returns>
    internal Task<StorageError?> RemoveAsync(Func<IReadOnlySet<int>>? kept)
    {
        var done = NewAnswer<StorageError?>();
        if (!_loop.Post(now => _loop.Remove(kept, done.SetResult, now))) done.SetResult(_loop.LateAnswer(kept));
        return done.Task;
    }

    // False: it is gone.
    private Task<bool> TellAsync(Action<MonotonicTime> command)
    {
        var done = NewAnswer<bool>();
        bool isTaken = _loop.Post(now =>
        {
            try
            {
                command(now);
            }
            finally
            {
                done.SetResult(true);
            }
        });
        if (!isTaken) done.SetResult(false);
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
