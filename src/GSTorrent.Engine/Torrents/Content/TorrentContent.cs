using System.Collections.ObjectModel;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>
/// The files of one torrent as its loop sees them: it hands out jobs and keeps account of what is durable. A piece is
/// recorded as verified only after its data was flushed. Only the loop calls it, but for what jobs read.
/// </summary>
internal sealed class TorrentContent
{
    public static readonly StorageError Abandoned =
        new(StorageErrorKind.Cancelled, "run", "", "the program stopped before the disk's turn came");

    public static readonly StorageError Removed =
        new(StorageErrorKind.Cancelled, "run", "", "the torrent was removed before its turn came");

    public static readonly MoveResult RemovedBeforeMove = new(MoveOutcome.Undecided, Removed);

    /// <summary>
    /// While something is written, the root is looked for so often: files that are open would not tell.
    /// </summary>
    private const long LookIntervalMs = 5000;

    /// <summary>No file of any content has it, so that one that is there is read.</summary>
    private static readonly FileStamp s_unknown = new(0, 0);

    private readonly TorrentMailbox _mailbox;
    private readonly TorrentOptions _options;
    private readonly Queue<ContentJob> _backlog = new();
    private readonly Stack<StorePieceJob> _storeJobs = new();
    private readonly PieceLedger _ledger;
    private VolumeQueue _volume;
    private IReadOnlySet<int>? _allFiles;
    private volatile IReadOnlyList<int> _absent = [];
    private MonotonicTime _unflushedSince = MonotonicTime.Never;
    private bool _isFlushing;
    private bool _hasFlushFailed;
    private bool _hasWritten;
    private bool _isDistrusted;
    private bool _isLooking;
    private MonotonicTime _lastLook = MonotonicTime.Never;

    public TorrentContent(
        EngineServices services, Metainfo metainfo, TorrentMailbox mailbox, TorrentOptions options)
    {
        Services = services;
        Metainfo = metainfo;
        _mailbox = mailbox;
        _options = options;
        WantedFiles = PiecePriorities.Wanted(metainfo.Files, options.Priorities);
        EngineSettings settings = services.Settings;
        var habits = new StorageOptions(
            options.Destination, settings.Allocation, options.PartSuffix ?? settings.PartSuffix)
        {
            Paths = options.Paths,
            FormerPaths = options.FormerPaths,
            MountPoint = options.MountPoint,
            Mounts = services.Mounts,
            Confirm = services.ConfirmDestination,
        };
        Storage = new FileContentStorage(
            new ContentLayout(metainfo.Files, metainfo.Geometry), metainfo.InfoHash, habits, services.Handles,
            WantedFiles);
        _volume = services.Volumes.For(options.Destination);
        _ledger = new PieceLedger(metainfo);
        Uploads = new ContentUploads(this);
    }

    public EngineServices Services { get; }

    public Metainfo Metainfo { get; }

    public IContentStorage Storage { get; }

    public ContentUploads Uploads { get; }

    public IReadOnlyList<bool> WantedFiles { get; set; }

    /// <summary>Their indexes.</summary>
    public IReadOnlySet<int> AllFiles => _allFiles ??= Enumerable.Range(0, Metainfo.Files.Count).ToHashSet();

    /// <summary>The volume that the files lie on.</summary>
    public VolumeQueue Volume => _volume;

    /// <summary>What a kill would cost.</summary>
    public RecordingLag Lag { get; } = new();

    /// <summary>Jobs that have not come back.</summary>
    public int JobsOut { get; private set; }

    /// <summary>Is it known which pieces there are? Before, only the record of the last run tells.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Has it begun and not come to rest?</summary>
    public bool IsInUse { get; private set; }

    /// <summary>Is every wanted piece there? Read by jobs.</summary>
    public bool IsFinished { get; set; }

    /// <summary>The pieces that are verified and flushed, as on the wire; empty if the files must be read.</summary>
    public ReadOnlyMemory<byte> Durable => _isDistrusted ? default : _ledger.Durable.Bytes.ToArray();

    /// <summary>
    /// Size and time of the files that nobody writes to: all when at rest, the whole ones while in use. Empty if they
    /// are not known. Immutable.
    /// </summary>
    public IReadOnlyList<FileStamp> Stamps { get; private set; } = [];

    /// <summary>Blocks on disk of incomplete pieces, encoded.</summary>
    public ReadOnlyMemory<byte> Unfinished { get; private set; }

    public bool HasUnflushed => _ledger.UnflushedBytes > 0 || _isFlushing;

    /// <summary>Where a file lies.</summary>
    public string FullPathOf(int file) => Path.Combine(Storage.Root, Storage.PathOf(file));

    public void Run(ContentJob job)
    {
        Take(job);
        if (_backlog.Count > 0 || !_volume.TryEnqueue(job)) _backlog.Enqueue(job);
    }

    /// <summary>As <see cref="Run"/>, but on a thread of its own: for work that takes minutes.</summary>
    public void RunAside(ContentJob job) => Services.Threads.Run(Take(job).Execute);

    /// <summary>As <see cref="RunAside"/>, for work that only copies: it steps back behind all else.</summary>
    public void RunQuietly(ContentJob job, string name) => QuietThread.Start(name, Take(job).Execute);

    /// <summary>A job has come back: there may be room for one that had to wait.</summary>
    public void JobReturned()
    {
        JobsOut--;
        RunBacklog();
    }

    public void RunBacklog()
    {
        while (_backlog.TryPeek(out ContentJob? next) && _volume.TryEnqueue(next)) _backlog.Dequeue();
    }

    public void Store(OpenPiece piece)
    {
        if (!_storeJobs.TryPop(out StorePieceJob? job)) job = new StorePieceJob(this);
        job.Piece = piece;
        Lag.Take(piece.Length);
        Run(job);
    }

    public void Recycle(StorePieceJob job) => _storeJobs.Push(job);

    /// <summary>The content is in use from now on, with these pieces and these files.</summary>
    public void Begin(Bitfield have, IReadOnlyList<FileStamp> stamps, bool isOnTrust = false)
    {
        if (isOnTrust) Uploads.DoubtAll();
        HasBegun = IsInUse = true;
        Unfinished = default;
        _hasFlushFailed = _isDistrusted = false;
        Lag.Begin();
        _ledger.Begin(have, isOnTrust);
        KeepStamps(stamps);
        KeepMount();
    }

    /// <summary>All files were read and flushed: these pieces are there.</summary>
    public void Checked(ContentCheck check)
    {
        Begin(check.Verified, []);
        Uploads.AllChecked();
        Stamps = check.Stamps;
        IsInUse = false;
    }

    /// <summary>A piece was verified and written, but not flushed.</summary>
    public void PieceWritten(int piece, MonotonicTime now)
    {
        _hasWritten = true;
        if (_ledger.UnflushedBytes == 0) _unflushedSince = now;
        if (!_ledger.Written(piece)) Lag.Drop(Metainfo.Geometry.SizeOf(piece));
    }

    /// <summary>Files that are not known to be the torrent's are neither written, moved nor taken away.</summary>
    /// <param name="areUnproven">Is that so of all of them?</param>
    /// <param name="absent">Files that were not there at the last rest.</param>
    public void Respect(bool areUnproven, IReadOnlyList<int> absent)
    {
        Storage.LeaveAlone(areUnproven ? AllFiles : ReadOnlySet<int>.Empty);
        _absent = absent;
        Storage.NoteAbsent(absent);
    }

    /// <summary>Lets the disk be looked at anew, see <see cref="IContentStorage.Forget"/>. Called by jobs.</summary>
    public void LookAnew()
    {
        Storage.Forget();
        Storage.NoteAbsent(_absent);
    }

    /// <summary>Nobody knows which pieces there are: the next start reads the files.</summary>
    public void Distrust() => _isDistrusted = true;

    /// <summary>A piece turned out not to be there: its files will be written again.</summary>
    public void PieceLost(int piece)
    {
        _ledger.Lost(piece);
        KeepStamps(Stamps);
    }

    /// <summary>
    /// Starts a flush if enough has gathered, or for long enough, or at once if <paramref name="force"/>.
    /// </summary>
    public void FlushIfDue(MonotonicTime now, bool force)
    {
        EngineSettings settings = Services.Settings;
        bool hasNames = settings.PartSuffix && _ledger.HasWholeFiles;
        if (!IsInUse || _isFlushing || (_ledger.UnflushedBytes == 0 && !hasNames)) return;
        bool due = force || _ledger.UnflushedBytes >= settings.FlushBytes
            || now - _unflushedSince >= settings.FlushIntervalMs;
        if (!due) return;
        _isFlushing = true;
        _unflushedSince = now;
        (IReadOnlyList<int> pieces, IReadOnlyList<int> files) = _ledger.TakeUnflushed();
        Run(new FlushJob(this, pieces, files));
    }

    /// <summary>A flush is over; the pieces are those that it made durable, the files those that are whole.</summary>
    public void Flushed(
        TorrentLoop loop, IReadOnlyList<int> pieces, IReadOnlyDictionary<int, FileStamp> files, StorageError? error,
        MonotonicTime now)
    {
        if (files.Count > 0)
        {
            FileStamp[] stamps = [.. Metainfo.Files.Select(_ => FileStamp.Missing)];
            for (int file = 0; file < Stamps.Count; file++) stamps[file] = Stamps[file];
            foreach ((int file, FileStamp stamp) in files) stamps[file] = stamp;
            KeepStamps(stamps);
        }

        _isFlushing = false;
        // What a failed flush held may be lost for ever, even if the next one succeeds (fsync reports an error once).
        if (!_hasFlushFailed) Lag.Flush(_ledger.MarkDurable(pieces));
        _hasFlushFailed |= error is not null;
        loop.PiecesFlushed(error, now);
    }

    // Only whole files are not written any more; of those that a flush looked at a piece may have been lost since.
    private void KeepStamps(IEnumerable<FileStamp> stamps) =>
        Stamps = [.. stamps.Select((stamp, file) => _ledger.IsWhole(file) ? stamp : FileStamp.Missing)];

    /// <summary>Gives whole files their final names, durably. Called by jobs.</summary>
    public StorageError? Complete(IReadOnlyList<int> wholeFiles)
    {
        StorageError? error = null;
        foreach (int file in wholeFiles) error ??= Storage.FileCompleted(file);
        return wholeFiles.Count > 0 && error is null ? Storage.Flush() : error;
    }

    /// <summary>No other jobs are out: the last one of this run.</summary>
    public void Rest(IReadOnlyList<OpenPiece> unfinished)
    {
        // No flush beside it, whose half done work it would take for done.
        _isFlushing = true;
        (_, IReadOnlyList<int> wholeFiles) = _ledger.TakeUnflushed();
        Run(new RestJob(this, unfinished, wholeFiles));
    }

    public void CameToRest(bool isFlushed, List<(int Piece, Bitfield Blocks)> unfinished, FileStamp[] stamps)
    {
        IsInUse = _isFlushing = false;
        if (!isFlushed || _hasFlushFailed || _isDistrusted)
        {
            // Nobody has looked: that none is known does not mean that there is none.
            Stamps = [.. Stamps.Select(stamp => stamp.Exists ? stamp : s_unknown)];
            return;
        }

        _ledger.MarkAllDurable();
        Unfinished = UnfinishedPieces.Encode(unfinished);
        Stamps = stamps;
    }

    /// <summary>Now and then: is the root still there? If not, the torrent fails.</summary>
    public void LookForRoot(TorrentLoop loop, MonotonicTime now)
    {
        if (!IsInUse || !_hasWritten || _isLooking || now - _lastLook < LookIntervalMs) return;
        (_hasWritten, _isLooking, _lastLook) = (false, true, now);
        Run(new ActionJob(Storage.CheckRoot, (error, then) =>
        {
            _isLooking = false;
            if (error is not null && loop.TakesPeers) loop.Life.Fail(error, then);
        }));
    }

    /// <summary>Whatever is mounted by now tells the volume that the files lie on.</summary>
    public void FindVolume() => _volume = Services.Volumes.For(Storage.Root);

    /// <summary>The content lies elsewhere now.</summary>
    public void Moved()
    {
        FindVolume();
        _options.MountPoint = Services.Mounts().MountPointOf(_options.Destination);
        KeepMount();
    }

    private ContentJob Take(ContentJob job)
    {
        job.Mailbox = _mailbox;
        JobsOut++;
        return job;
    }

    private void KeepMount()
    {
        Storage.KeepMount();
        _options.MountPoint = Storage.MountPoint ?? _options.MountPoint;
    }
}
