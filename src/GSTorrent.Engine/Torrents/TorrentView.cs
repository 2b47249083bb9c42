using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>Makes what others see of a torrent. Only the loop calls it.</summary>
internal sealed class TorrentView(TorrentLoop loop)
{
    /// <summary>Snapshots are made at most four times a second, unless something is urgent.</summary>
    private const long PauseMs = 250;

    /// <summary>So often people hear of a torrent of which nothing changes but its clocks.</summary>
    private const long ClocksPauseMs = 60_000;

    private bool _isWoken = true;
    private MonotonicTime _lastBuilt = MonotonicTime.Never;
    private MonotonicTime _lastNews = MonotonicTime.Never;
    private Bitfield? _have;
    private (IReadOnlyList<FilePriority>? Options, long Done, bool HasMetainfo, long Wanted, long WantedDone) _counted;

    /// <summary>Verified bytes of all files.</summary>
    public long DoneBytes { get; private set; }

    /// <summary>Bytes of wanted pieces that are not verified.</summary>
    public long WantedBytesLeft
    {
        get
        {
            RestoreHave();
            (long wanted, long done) = CountWanted();
            return wanted - done;
        }
    }

    public void Begin(Bitfield have)
    {
        _have = have.Clone();
        DoneBytes = 0;
        for (int piece = 0; piece < have.Length; piece++)
            if (have[piece]) DoneBytes += loop.Metainfo!.Geometry.SizeOf(piece);
    }

    public void PieceVerified(int piece)
    {
        if (_have is null || !_have.Set(piece)) return;
        DoneBytes += loop.Metainfo!.Geometry.SizeOf(piece);
    }

    public void PieceLost(int piece)
    {
        if (_have is null || !_have.Clear(piece)) return;
        DoneBytes -= loop.Metainfo!.Geometry.SizeOf(piece);
    }

    /// <summary>Something has happened to the torrent, other than that time passed.</summary>
    public void Wake() => _isWoken = true;

    public bool IsDue(MonotonicTime now, bool force)
    {
        if (!force && (now - _lastBuilt < PauseMs || IsQuiet(now))) return false;
        (_lastBuilt, _isWoken) = (now, false);
        return true;
    }

    /// <summary>
    /// Is it worth telling, after the one before it? Else a thousand quiet torrents would be news all the time.
    /// </summary>
    public bool IsNews(TorrentSnapshot next, MonotonicTime now)
    {
        TorrentSnapshot last = loop.Snapshot;
        if (next == last) return false;
        if (now - _lastNews < ClocksPauseMs && next.WithClocksOf(last) == last) return false;
        _lastNews = now;
        return true;
    }

    public TorrentSnapshot Build(MonotonicTime now)
    {
        RestoreHave();
        TorrentSwarm swarm = loop.Swarm;
        (long wanted, long wantedDone) = CountWanted();
        (int connectedSeeds, int sending, int receiving) = PeerSnapshots.Count(swarm.Peers);
        TrackerSummary trackers = loop.Announcer.Summary(now);
        return new TorrentSnapshot
        {
            InfoHash = loop.InfoHash,
            Name = loop.Metainfo?.Name ?? loop.Options.DisplayName,
            State = StateOf(loop.Life),
            Error = loop.Life.Error?.ToString(),
            HasMetainfo = loop.Metainfo is not null,
            Destination = loop.Options.Destination,
            MountPoint = loop.Options.MountPoint,
            TotalBytes = loop.Metainfo?.Geometry.TotalLength ?? 0,
            WantedBytes = wanted,
            WantedDoneBytes = wantedDone,
            DoneBytes = DoneBytes,
            PieceCount = loop.Metainfo?.Geometry.PieceCount ?? 0,
            PiecesDone = _have?.Count ?? 0,
            JobProgress = loop.Life.JobProgress,
            IsQueuedForCheck = loop.Life.IsQueuedForCheck,
            DownloadRate = swarm.DownloadRate(now),
            UploadRate = swarm.UploadRate(now),
            Downloaded = loop.DownloadedEver,
            Uploaded = loop.UploadedEver,
            Wasted = swarm.Wasted,
            CorruptBytes = loop.CorruptEver,
            ConnectedPeers = swarm.Peers.Count,
            ConnectedSeeds = connectedSeeds,
            PeersSending = sending,
            PeersReceiving = receiving,
            Availability = loop.TakesPeers ? swarm.Copies : 0,
            SwarmSeeds = trackers.Seeds,
            SwarmLeechers = trackers.Leechers,
            CurrentTracker = trackers.Current,
            NextAnnounceInMs = trackers.NextAnnounceInMs,
            TrackerError = trackers.Error,
            Sequential = loop.Options.Sequential,
            FirstLastFirst = loop.Options.FirstLastFirst,
            SuperSeeding = loop.Options.SuperSeeding,
            MaxConnections = loop.Options.MaxConnections,
            UploadSlots = loop.Options.UploadSlots,
            DownloadLimit = loop.Options.DownloadLimit,
            UploadLimit = loop.Options.UploadLimit,
            HasFinished = loop.HasFinished,
            ActiveMs = loop.Life.Times.ActiveMs,
            SeedingMs = loop.Life.Times.SeedingMs,
            LastActivityUnixMs = loop.Life.Times.LastActivityUnixMs,
        };
    }

    public IReadOnlyList<FileSnapshot> Files()
    {
        if (loop.Metainfo is not { } metainfo) return [];
        RestoreHave();
        long[] done = PieceLedger.FileBytesDone(metainfo, _have ?? new Bitfield(metainfo.Geometry.PieceCount));
        string[] given = loop.Content is null ? ContentPaths.Apply(metainfo.Files, loop.Options.Paths) : [];
        return
        [
            .. metainfo.Files.Where(file => !file.IsPadding).Select(file => new FileSnapshot(
                file.Index, loop.Content?.Storage.PathOf(file.Index) ?? given[file.Index],
                file.Length, done[file.Index],
                PiecePriorities.PriorityOf(loop.Options.Priorities, file.Index))),
        ];
    }

    public PiecesSnapshot Pieces()
    {
        if (loop.Metainfo is not { } metainfo) return PiecesSnapshot.None;
        RestoreHave();
        int count = metainfo.Geometry.PieceCount;
        return new PiecesSnapshot(
            count, metainfo.Geometry.PieceLength, (_have ?? new Bitfield(count)).Bytes.ToArray(),
            [.. loop.Swarm.OpenPieces.Select(static piece => piece.Index).Order()], loop.Swarm.CountCopies());
    }

    public IReadOnlyList<PeerSnapshot> PeerList(MonotonicTime now) => PeerSnapshots.Of(loop.Swarm, now);

    // Nothing but clocks can have changed: not worth a look at a thousand torrents each second.
    private bool IsQuiet(MonotonicTime now) =>
        !_isWoken && now - _lastNews < ClocksPauseMs && loop.Swarm.Peers.Count == 0
        && loop.Snapshot is { DownloadRate: 0, UploadRate: 0 }
        && loop.Life.Phase is TorrentPhase.Running or TorrentPhase.AtRest;

    // Before the first run of this process the pieces are known only from the last one.
    private void RestoreHave()
    {
        if (_have is not null || loop.Metainfo is not { } metainfo || loop.Record.Latest is not { } resume) return;
        if (Bitfield.TryFromWire(resume.Verified.Span, metainfo.Geometry.PieceCount, out Bitfield? have)) Begin(have!);
    }

    private TorrentState StateOf(TorrentLife life) => life.Phase switch
    {
        TorrentPhase.Checking => TorrentState.Checking,
        TorrentPhase.Moving => TorrentState.Moving,
        // It may go on until its turn comes, but who asked for the check is to see that it is still to come.
        _ when life.IsQueuedForCheck => TorrentState.Checking,
        _ when life.Error is not null => TorrentState.Failed,
        _ when !life.WantsRunning => TorrentState.Stopped,
        _ when loop.Metainfo is null => TorrentState.FetchingMetadata,
        // Who waits for the end of a download takes its files then: they must be safe and have their names.
        TorrentPhase.Running when loop.IsFinished => TorrentState.Seeding,
        TorrentPhase.Running => TorrentState.Downloading,
        _ => loop.HasFinished ? TorrentState.Seeding : TorrentState.Downloading,
    };

    private (long Wanted, long Done) CountWanted()
    {
        if (loop.Metainfo is not { } metainfo) return (0, 0);
        if (_counted.Options == loop.Options.Priorities && _counted.Done == DoneBytes && _counted.HasMetainfo)
            return (_counted.Wanted, _counted.WantedDone);
        FilePriority[] pieces = PiecePriorities.Of(metainfo.Geometry, metainfo.Files, loop.Options.Priorities);
        (long wanted, long wantedDone) = (0, 0);
        for (int piece = 0; piece < pieces.Length; piece++)
        {
            if (pieces[piece] == FilePriority.Skip) continue;
            wanted += metainfo.Geometry.SizeOf(piece);
            if (_have is not null && _have[piece]) wantedDone += metainfo.Geometry.SizeOf(piece);
        }

        _counted = (loop.Options.Priorities, DoneBytes, true, wanted, wantedDone);
        return (wanted, wantedDone);
    }
}
