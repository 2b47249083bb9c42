using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Swarm;
using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Engine;

/// <summary>
/// The one writer of a torrent. It takes events from the mailbox, lets the swarm decide, and passes on what is to be
/// done. It never waits for anything but the next event.
/// </summary>
internal sealed class TorrentLoop : IDisposable
{
    /// <summary>Events handled before housekeeping gets its turn.</summary>
    private const int MaxEventsInARow = 64;

    private readonly EngineServices _services;
    private readonly TorrentLife _life;
    private readonly TorrentView _view;
    private readonly Random _random;
    private readonly TorrentTotals _totals;
    private bool _finishIsPending;

    public TorrentLoop(EngineServices services, TorrentSpec spec, Random random)
    {
        _services = services;
        _random = random;
        Number = services.NextNumber();
        Options = new TorrentOptions(spec);
        Metainfo = spec.Metainfo;
        Record = new ResumeRecord(this, services.Observer, spec.Resume);
        _totals = new TorrentTotals(spec.Resume);
        PeerId = PeerId.Create(ClientIdentity.PeerIdPrefix, random);
        Peers = new TorrentPeers(services, this, random);
        Announcer = new TorrentAnnouncer(services, this, spec.TrackerTiers, random);
        Swarm = SwarmChoices.NewSwarm(this, services, random);
        _life = new TorrentLife(this, services);
        _view = new TorrentView(this);
        SetLimits(spec.DownloadLimit, spec.UploadLimit);
        Peers.Add(spec.Peers, PeerSource.Named, services.Now);
        HasFinished = spec.Resume?.HasFinished ?? false;
        Snapshot = _view.Build(services.Now);
    }

    public InfoHash InfoHash => Options.InfoHash;

    /// <summary>Grows with each torrent that is added.</summary>
    public long Number { get; }

    public TorrentOptions Options { get; }

    public Metainfo? Metainfo { get; private set; }

    public TorrentMailbox Mailbox { get; } = new();

    /// <summary>What became of its files when it was removed; null: they are deleted.</summary>
    public StorageError? Deletion { get; set; } = TorrentContent.Removed;

    public PeerId PeerId { get; }

    public TorrentSwarm Swarm { get; private set; }

    public TorrentContent? Content { get; private set; }

    public TorrentPeers Peers { get; }

    public TorrentAnnouncer Announcer { get; }

    public TorrentLife Life => _life;

    public TorrentView View => _view;

    public ResumeRecord Record { get; }

    /// <summary>Is what lies at its paths its own, as it was read once or written by it?</summary>
    public bool OwnsFiles => Options.OwnsContent || Record.HasBegun;

    public bool HasFinished { get; private set; }

    /// <summary>Is every wanted piece there, durable, and the files under their final names?</summary>
    public bool IsFinished => Swarm.IsFinished && !_finishIsPending;

    /// <summary>Read by any thread.</summary>
    public TorrentSnapshot Snapshot { get; private set; }

    public EngineSettings Settings => _services.Settings;

    /// <summary>What is mounted now.</summary>
    public MountTable ReadMounts() => _services.Mounts();

    public bool TakesPeers => _life.Phase == TorrentPhase.Running;

    public static ReservedBits Reserved => ReservedBits.ExtensionProtocol | ReservedBits.Fast;

    public Handshake OurHandshake => new(InfoHash, PeerId, Reserved);

    public WireLimits WireLimits =>
        Metainfo is null ? WireLimits.WithoutMetadata : WireLimits.ForPieceCount(Metainfo.Geometry.PieceCount);

    public long DownloadedThisRun => Swarm.DownloadedBytes;

    public long UploadedThisRun => Swarm.UploadedBytes;

    public long DownloadedEver => _totals.Downloaded(Swarm);

    public long CorruptEver => _totals.Corrupt(Swarm);

    public long UploadedEver => _totals.Uploaded(Swarm);

    /// <summary>Bytes that are not verified, of all files.</summary>
    public long BytesLeft => Metainfo is null ? 1 : Metainfo.Geometry.TotalLength - _view.DoneBytes;

    /// <summary>The loop ends after the torrent was removed or the engine was stopped.</summary>
    public async Task RunAsync()
    {
        while (await Mailbox.WaitToReadAsync())
        {
            MonotonicTime now = _services.Now;
            for (int i = 0; i < MaxEventsInARow && Mailbox.TryRead(out TorrentEvent item); i++) HandleSafely(item, now);
            KeepHouseSafely(now);
        }

        Dispose();
    }

    public void Dispose()
    {
        _life.Dispose();
        Peers.Dispose();
        Mailbox.Dispose();
    }

    /// <summary>Something to do on the loop. False if the loop has ended.</summary>
    public bool Post(Action<MonotonicTime> action) =>
        Mailbox.Post(new TorrentEvent(TorrentEventKind.Run, Payload: action));

    public void Notify(TorrentNoticeKind kind, string text, ReadOnlyMemory<byte> infoDictionary = default) =>
        _services.Observer.Happened(new TorrentNotice(InfoHash, kind, text, infoDictionary));

    public void AddPeers(IReadOnlyList<System.Net.IPEndPoint> addresses, MonotonicTime now)
    {
        Peers.Add(addresses, PeerSource.Tracker, now);
        if (TakesPeers) Peers.Dial(now);
    }

    public void SetLimits(long download, long upload)
    {
        (Options.DownloadLimit, Options.UploadLimit) = (download, upload);
        Peers.SetLimits(download, upload);
    }

    /// <summary>Files that others had before stay as they are.</summary>
    public void GuardFilesOfOthers() => Content!.Storage.Guard(FilesOfOthers.Find(this, _services.Torrents()));

    /// <summary>Makes what is needed to use the files, if the metainfo is known.</summary>
    public TorrentContent? UseContent()
    {
        if (Content is not null || Metainfo is null) return Content;
        Content = new TorrentContent(_services, Metainfo, Mailbox, Options);
        RespectFiles();
        return Content;
    }

    /// <summary>Until it is known whose the files are, they stay what and where they are.</summary>
    public void RespectFiles() => Content!.Respect(areUnproven: !OwnsFiles, Record.AbsentFiles);

    /// <summary>A fresh swarm for a new run; what the last one moved is added up.</summary>
    public void RenewSwarm()
    {
        _totals.Add(Swarm);
        Swarm = SwarmChoices.NewSwarm(this, _services, _random);
    }

    /// <summary>Peers may come now: the files are as they should be.</summary>
    public void Begin(Bitfield have, FileStamp[] stamps, MonotonicTime now)
    {
        Content!.Begin(have, stamps, Record.IsOnTrust);
        _view.Begin(have);
        SwarmChoices.Begin(this, have, now);
        Content.IsFinished = Swarm.IsFinished;
        if (_finishIsPending && Swarm.IsFinished) AnnounceFinished(now);
        _finishIsPending = false;
        ReadOnlyMemory<byte> unfinished = Record.Latest?.UnfinishedPieces ?? default;
        foreach ((int piece, Bitfield blocks) in UnfinishedPieces.Decode(unfinished.Span, Metainfo!.Geometry))
            Swarm.RestoreBlocks(piece, blocks);
        HasFinished |= Swarm.IsFinished;
        foreach (Peer peer in Swarm.Peers) SwarmEffects.LinkOf(peer).Connection.SetLimits(WireLimits);
        Record.SaveRunning(Content);
        RespectFiles();
    }

    /// <summary>Moves the files once the torrent is at rest.</summary>
    public void Move(PendingMove move, MonotonicTime now) => _life.WhenAtRest(
        then => ContentMove.Begin(this, move, then), () => move.End(TorrentContent.RemovedBeforeMove), now);

    /// <summary>Ends the torrent once it is at rest.</summary>
    public void Remove(Func<IReadOnlySet<int>>? kept, Action<StorageError?> done, MonotonicTime now)
    {
        _life.Leave(now);
        if (kept is not null) _life.WhenAtRest(_life.CarryOnMove, abandon: null, now);
        _life.WhenAtRest(then => ContentRemoval.Begin(this, kept, done, then), () => done(LateAnswer(kept)), now);
    }

    /// <summary>What a removal is told that comes after the one that took place.</summary>
    public StorageError? LateAnswer(Func<IReadOnlySet<int>>? kept) => kept is null ? null : Deletion;

    /// <summary>A second has passed; called on the engine's thread.</summary>
    public void Tick()
    {
        if (_life.NeedsTicks) Mailbox.Tick();
    }

    public void PieceStored(OpenPiece piece, in StoreResult result, StorageError? error, MonotonicTime now)
    {
        if (result.Outcome != StoreOutcome.Stored) Content!.Lag.Drop(piece.Length);
        Swarm.PieceStored(piece, result, now);
        if (error is not null) _life.Fail(error, now);
    }

    public void PieceVerified(int piece)
    {
        _view.PieceVerified(piece);
        Content!.PieceWritten(piece, _services.Now);
    }

    public void DownloadFinished()
    {
        _finishIsPending = true;
        Content!.IsFinished = true;
        Content.FlushIfDue(_services.Now, force: true);
        // The rest was taken off the list of wanted files: there may be nothing to flush.
        if (Content.HasUnflushed) return;
        AnnounceFinished(_services.Now);
        Record.SaveRunning(Content);
    }

    public void PiecesFlushed(StorageError? error, MonotonicTime now)
    {
        if (error is not null) _life.Fail(error, now);
        else if (_finishIsPending) Content!.FlushIfDue(now, force: true);
        if (error is null && _finishIsPending && !Content!.HasUnflushed) AnnounceFinished(now);
        Record.SaveRunning(Content!);
    }

    public void ContentAtRest(StorageError? error, MonotonicTime now)
    {
        // What failed before, such as a name for a file, is done by the next run.
        if (error is null && _life.Error is null && _finishIsPending) AnnounceFinished(now);
        Record.SaveAtRest(Content!);
        _life.CameToRest(error, now);
    }

    /// <summary>A recheck has ended well.</summary>
    public void Rechecked(ContentCheck check)
    {
        Content!.Checked(check);
        _view.Begin(check.Verified);
        Record.SaveChecked(Content);
        RespectFiles();
    }

    /// <summary>A recheck has found files that are not the torrent's, as far as it can tell.</summary>
    public void Disown()
    {
        Content!.Distrust();
        HasFinished = false;
        _view.Begin(new Bitfield(Content.Metainfo.Geometry.PieceCount));
        Record.Drop();
        RespectFiles();
    }

    public void MetadataCompleted(byte[] infoDictionary)
    {
        if (!MetainfoFormat.Metainfo.TryParseInfo(infoDictionary, out Metainfo? metainfo, out var error)
            || metainfo.IsV2Only)
        {
            string why = error?.Message ?? "torrents of version 2 alone are not supported";
            _life.Fail(
                new StorageError(StorageErrorKind.WrongFileType, "read the metainfo of", InfoHash.ToString(), why),
                _services.Now);
            return;
        }

        Metainfo = metainfo;
        if (Options.Choose is { } choose) Options.Priorities = choose(metainfo);
        Notify(TorrentNoticeKind.MetadataReceived, $"received the metainfo of {metainfo.Name}", infoDictionary);
        if (Options.StopsAtMetainfo) _life.Stop(_services.Now);
        else _life.MetainfoArrived(_services.Now);
    }

    public void Publish(MonotonicTime now, bool force)
    {
        // Who removed it must not hear of it again.
        if (_life.Phase == TorrentPhase.Removed || !_view.IsDue(now, force)) return;
        TorrentSnapshot snapshot = _view.Build(now);
        bool isNews = _view.IsNews(snapshot, now);
        // Any other dies young: thousands that old objects refer to would make each collection of garbage long.
        if (isNews || force) Snapshot = snapshot;
        if (isNews) _services.Observer.Changed(snapshot);
    }

    // A bug must not end the loop in silence, nor other torrents with it: this torrent stops and says so.
    private void HandleSafely(in TorrentEvent item, MonotonicTime now)
    {
        try
        {
            Handle(item, now);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            Stumbled(item.Kind.ToString(), bug, now);
        }
    }

    private void KeepHouseSafely(MonotonicTime now)
    {
        try
        {
            Content?.FlushIfDue(now, force: false);
            _life.Advance(now);
            SwarmChoices.MeterIntake(this, now);
            Publish(now, force: false);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            Stumbled("housekeeping", bug, now);
        }
    }

    private void Stumbled(string during, Exception bug, MonotonicTime now)
    {
        Notify(TorrentNoticeKind.Failed, $"internal error while handling {during}: {bug}");
        _life.Fail(new StorageError(StorageErrorKind.Cancelled, "handle", during, bug.Message), now);
    }

    private void Handle(in TorrentEvent item, MonotonicTime now)
    {
        if (item.Kind != TorrentEventKind.Tick) _view.Wake();
        switch (item.Kind)
        {
            case TorrentEventKind.Received:
                var batch = (MessageBatch)item.Payload!;
                Swarm.Received(LinkOf(item).Peer!, batch, now);
                _services.Batches.Return(batch);
                break;
            case TorrentEventKind.Sent:
                Swarm.UploadEnded(LinkOf(item).Peer!, (int)item.Number, wereSent: true, now);
                break;
            case TorrentEventKind.Closed:
                Swarm.PeerClosed(LinkOf(item).Peer!, now);
                Peers.Closed(LinkOf(item), (DisconnectReason)item.Number, now);
                break;
            case TorrentEventKind.JobDone:
                var job = (ContentJob)item.Subject!;
                Content!.JobReturned();
                job.Complete(this, now);
                break;
            case TorrentEventKind.Tick:
                PassTime(now);
                break;
            case TorrentEventKind.Run:
                ((Action<MonotonicTime>)item.Payload!)(now);
                break;
        }
    }

    private void PassTime(MonotonicTime now)
    {
        Content?.RunBacklog();
        Announcer.Announce(now);
        if (TakesPeers)
        {
            Swarm.Tick(now);
            Content?.LookForRoot(this, now);
            Peers.Dial(now);
        }

        Peers.Heartbeat(now);
        Record.SaveTotalsIfDue(now);
        _life.Tick(now);
    }

    private void AnnounceFinished(MonotonicTime now)
    {
        _finishIsPending = false;
        HasFinished = true;
        if (BytesLeft == 0) Announcer.Complete(now);
        Notify(TorrentNoticeKind.Finished, $"finished {Metainfo!.Name}");
    }

    private static PeerLink LinkOf(in TorrentEvent item) => (PeerLink)((PeerConnection)item.Subject!).Tag!;
}
