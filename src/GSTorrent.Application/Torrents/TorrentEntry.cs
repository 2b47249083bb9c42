using GSTorrent.Application.Persistence;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.ReadModel;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// One torrent: what is stored of it, where it runs, and what is shown. Its changes are made one after the other, and
/// each counts once it is durable. Thread-safe.
/// </summary>
internal sealed class TorrentEntry
{
    private readonly Lock _gate = new();
    private readonly StateDatabase _database;
    private readonly TimeProvider _clock;
    private readonly Action<TorrentRow?, TorrentRow?> _shown;
    private readonly OriginMaker _origin = new();
    private readonly TrackerHost _trackerHost = new();
    private readonly ChangeLine _changes = new();
    private TorrentRecord _record;
    private TorrentSnapshot? _snapshot;
    private TorrentRow? _row;
    private TorrentFacts? _facts;
    private int _isNoting;
    private int _isMoving;
    private volatile bool _isGone;

    /// <param name="record">As it is stored already.</param>
    /// <param name="content">Its metainfo or magnet link.</param>
    /// <param name="database">Stores its changes.</param>
    /// <param name="shown">Told of each new row, and of the one before it; called under a lock.</param>
    /// <param name="clock">The wall clock.</param>
    public TorrentEntry(
        TorrentRecord record, TorrentSource content, StateDatabase database, Action<TorrentRow?, TorrentRow?> shown,
        TimeProvider clock)
    {
        _clock = clock;
        _record = record;
        _database = database;
        _shown = shown;
        Source = content;
    }

    public InfoHash InfoHash => _record.InfoHash;

    public TorrentSource Source { get; private set; }

    /// <summary>From the last run, until the engine has it.</summary>
    public ResumeData? Resume
    {
        get;
        set
        {
            field = value;
            if (value is not null) _origin.Earlier = (value.Downloaded, value.Uploaded);
        }
    }

    /// <summary>Null while the engine does not have it.</summary>
    public TorrentHandle? Handle { get; private set; }

    /// <summary>Was it ever found out which pieces there are? Before, files at its paths may be anybody's.</summary>
    public bool HasBegun => Handle?.HasBegun ?? Resume is { HasBegun: true };

    /// <summary>Its place in the queue.</summary>
    public QueuePlace Place { get; } = new();

    /// <summary>Is it this entry that the engine talks about when it names the info-hash?</summary>
    public bool HearsEngine { get; set; }

    /// <summary>Takes the place of the one move that may be on its way; false if it is taken.</summary>
    public bool TryBeginMove() => Interlocked.Exchange(ref _isMoving, 1) == 0;

    public void EndMove() => Volatile.Write(ref _isMoving, 0);

    /// <summary>Was it removed?</summary>
    public bool IsGone => _isGone;

    /// <summary>Null until a magnet link's metainfo has come.</summary>
    public Metainfo? Metainfo => Handle?.Metainfo ?? Source.Metainfo;

    public TorrentRecord Record
    {
        get
        {
            lock (_gate) return _record;
        }
    }

    public TorrentRow Row
    {
        get
        {
            lock (_gate) return _row ?? Publish();
        }
    }

    /// <summary>What its metainfo says; made anew only if it changed, as lists ask for all of them.</summary>
    public TorrentFacts Facts
    {
        get
        {
            TorrentRecord record = Record;
            Metainfo? metainfo = Metainfo;
            TorrentOrigin origin = Row.Origin;
            return _facts is { } known && known.AreOf(record, metainfo, origin)
                ? known
                : _facts = TorrentFacts.Of(record, metainfo, origin);
        }
    }

    /// <summary>Why what needs the metainfo cannot be done.</summary>
    public AppError NoMetainfo => new(
        "metadata-missing",
        Source.Trouble is { } trouble
            ? $"{Record.Name}: {trouble}"
            : $"The metadata of {Record.Name} is not known yet: no peer has told it.");

    private AppError NotThere => new("torrent-not-found", $"Torrent {InfoHash} was removed in the meantime.");

    /// <summary>Makes a change durable, then known to the engine and to everybody.</summary>
    /// <param name="change">The record as it shall be, or why not; the same object if nothing changes.</param>
    /// <param name="then">Tells the engine, if it has the torrent.</param>
    /// <param name="store">How it is stored; null: as a changed record.</param>
    public Task<AppError?> ChangeAsync(
        Func<TorrentRecord, Result<TorrentRecord>> change,
        Action<TorrentHandle>? then = null,
        Func<TorrentRecord, StateChange>? store = null) =>
        _changes.RunAsync(() => MakeChangeAsync(change, then, store));

    /// <summary>Forgets the torrent for good; changes that come later find it gone. Null: that is durable.</summary>
    /// <param name="store">How that is stored.</param>
    public Task<AppError?> RemoveAsync(Func<TorrentRecord, StateChange> store) =>
        _changes.RunAsync(() => MakeRemovalAsync(store));

    /// <summary>Null: what is on record of it outlasts a power failure, so that its files may be touched.</summary>
    public async Task<StorageError?> FlushRecordAsync() => await _database.FlushAsync() is { } error
        ? new StorageError(StorageErrorKind.IoError, "store the record of", Record.Name, error.Message)
        : null;

    /// <summary>The engine shows something new.</summary>
    public void Show(TorrentSnapshot snapshot)
    {
        lock (_gate)
        {
            if (_isGone) return;
            _snapshot = snapshot;
            Publish();
        }
    }

    /// <summary>
    /// Shows what a command will come to, as the engine has not told yet; it certainly will.
    /// </summary>
    public void Expect(bool running)
    {
        lock (_gate)
        {
            if (_isGone) return;
            if (_snapshot is not null) _snapshot = RowMaker.Expect(_snapshot, running);
            Publish();
        }
    }

    /// <summary>Shows it anew: the wall clock was set.</summary>
    public void ShowAnew()
    {
        lock (_gate)
        {
            if (_row is not null && !_isGone) Publish();
        }
    }

    /// <summary>Stores what the newest snapshot says and the record does not: an error, or its end.</summary>
    public void Note(TimeProvider clock)
    {
        TorrentSnapshot? snapshot = _snapshot;
        if (snapshot is null || RowMaker.Note(Record, snapshot, clock) == Record) return;
        if (Interlocked.Exchange(ref _isNoting, 1) == 0) _ = NoteAsync(clock);
    }

    /// <summary>
    /// Gives it to the engine. Whoever removes it finds it there, or it does not come in any more: then it is null.
    /// </summary>
    public TorrentHandle? TryEnter(TorrentEngine engine, TorrentSpec spec)
    {
        lock (_gate)
        {
            if (_isGone) return null;

            // From here on the engine may talk about it, on other threads.
            HearsEngine = true;
            engine.TryAdd(spec, out TorrentHandle handle);
            Handle = handle;
            Resume = null;
            bool isStarting = Place.IsAdmitted && handle.Snapshot.State == TorrentState.Stopped;
            _snapshot = isStarting ? RowMaker.Expect(handle.Snapshot, running: true) : handle.Snapshot;
            Publish();
            return handle;
        }
    }

    /// <summary>The engine is to have it anew: what was moved so far goes on to count, what it has does not.</summary>
    public void Detach()
    {
        lock (_gate)
        {
            if (Handle is not { } handle) return;
            HearsEngine = false;
            Source = Source.Metainfo is null && handle.Metainfo is { } metainfo
                ? TorrentSource.OfMetainfo(metainfo)
                : Source;
            TorrentSnapshot last = handle.Snapshot;
            Resume = new ResumeData
            {
                Downloaded = last.Downloaded,
                Uploaded = last.Uploaded,
                HasFinished = last.HasFinished,
            };
            Handle = null;
            _snapshot = last with { DownloadRate = 0, UploadRate = 0, ConnectedPeers = 0, ConnectedSeeds = 0 };
            Publish();
        }
    }

    /// <summary>Its metainfo, which was lost, is there again; false if it was mended already.</summary>
    public bool TryMend(TorrentSource source)
    {
        lock (_gate)
        {
            if (Source.Trouble is null || _isGone) return false;
            Source = source;
            Publish();
            return true;
        }
    }

    private async Task NoteAsync(TimeProvider clock)
    {
        await ChangeAsync(record => _snapshot is null ? record : RowMaker.Note(record, _snapshot, clock));
        Volatile.Write(ref _isNoting, 0);
    }

    private async Task<AppError?> MakeChangeAsync(
        Func<TorrentRecord, Result<TorrentRecord>> change,
        Action<TorrentHandle>? then,
        Func<TorrentRecord, StateChange>? store)
    {
        if (_isGone) return NotThere;
        if (!change(_record).TryGet(out TorrentRecord? next, out AppError? refused)) return refused;
        if (!ReferenceEquals(next, _record) || store is not null)
        {
            AppError? error = await _database.CommitAsync(store?.Invoke(next) ?? StateChanges.SaveTorrent(next));
            if (error is not null) return error;
        }

        lock (_gate)
        {
            _record = next;
            if (_row is not null) Publish();
        }

        if (Handle is { } handle) then?.Invoke(handle);
        return null;
    }

    private async Task<AppError?> MakeRemovalAsync(Func<TorrentRecord, StateChange> store)
    {
        if (_isGone) return NotThere;
        AppError? error = await _database.CommitAsync(store(_record));
        if (error is not null) return error;
        lock (_gate)
        {
            _isGone = true;
            HearsEngine = false;
            _shown(_row, null);
        }

        return null;
    }

    private TorrentRow Publish()
    {
        TorrentOrigin origin = _origin.Make(_record, Metainfo, Source);
        string? url = _snapshot?.CurrentTracker ?? origin.FirstTracker;
        TorrentRow row = RowMaker.Make(
            _record, _snapshot, Metainfo, Source.Trouble, origin, (url, _trackerHost.Of(url)));
        row = RowTimes.Add(row, _row, _snapshot, RunClock.Read(_clock));
        if (_isGone || row.Equals(_row)) return row;
        _shown(_row, row);
        return _row = row;
    }
}
