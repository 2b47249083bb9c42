using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Wire;

namespace GSTorrent.Engine;

/// <summary>
/// The phases of a torrent. Whatever must not run beside transfers (recheck, move, remove) waits until the torrent is
/// at
/// rest; afterwards it goes on if the user wants it to run and nothing has failed. Only the loop calls it.
/// </summary>
internal sealed class TorrentLife(TorrentLoop loop, EngineServices services) : IDisposable
{
    private readonly Queue<(Action<MonotonicTime> Run, Action? Abandon)> _atRest = new();
    private CheckRun? _check;
    private (string Destination, string? MountPoint)? _adopted;
    private MonotonicTime _nextRetry;
    private bool _isResting;
    private bool _isLeaving;
    private volatile bool _needsTicks = true;

    public TorrentPhase Phase { get; private set; } = TorrentPhase.AtRest;

    /// <summary>Does the user want it to run?</summary>
    public bool WantsRunning { get; private set; }

    public StorageError? Error { get; private set; }

    public TorrentTimes Times { get; } = new(loop.Record.Latest, services.Time);

    /// <summary>Between 0 and 1.</summary>
    public double JobProgress =>
        (Phase == TorrentPhase.Moving ? loop.Options.Move?.Run?.Progress : _check?.Progress) ?? 0;

    /// <summary>Does a check wait for checks of other torrents to end?</summary>
    public bool IsQueuedForCheck => _check is { IsQueued: true };

    /// <summary>One at rest that nothing will wake by itself needs no ticks. Read by the heartbeat.</summary>
    public bool NeedsTicks => _needsTicks;

    public void Start(MonotonicTime now)
    {
        if (_isLeaving) return;
        WantsRunning = true;
        Error = null;
        if (Phase == TorrentPhase.AtRest) Next(now);
        loop.Publish(now, force: true);
    }

    public void Stop(MonotonicTime now)
    {
        WantsRunning = false;
        Error = null;
        _check?.Cancel(now);
        if (Phase is TorrentPhase.Running or TorrentPhase.Opening) BeginRest(now);
        loop.Publish(now, force: true);
    }

    /// <summary>As <see cref="Stop"/>, for good: the torrent is about to be removed.</summary>
    public void Leave(MonotonicTime now)
    {
        _isLeaving = true;
        Stop(now);
    }

    /// <summary>Does something while nothing else uses the files; it must end with <see cref="Done"/>.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="abandon">Called instead if the torrent is removed before.</param>
    /// <param name="now">The time.</param>
    public void WhenAtRest(Action<MonotonicTime> action, Action? abandon, MonotonicTime now)
    {
        if (Phase == TorrentPhase.Removed)
        {
            abandon?.Invoke();
            return;
        }

        _atRest.Enqueue((action, abandon));
        if (Phase == TorrentPhase.AtRest) Next(now);
        else if (Phase is TorrentPhase.Running or TorrentPhase.Opening) BeginRest(now);
    }

    /// <summary>Marks the files as busy with something that came from <see cref="WhenAtRest"/>.</summary>
    public void Busy(TorrentPhase phase) => Phase = phase;

    /// <summary>What came from <see cref="WhenAtRest"/> has ended.</summary>
    public void Done(MonotonicTime now)
    {
        Phase = TorrentPhase.AtRest;
        Next(now);
    }

    public void Fail(StorageError error, MonotonicTime now)
    {
        if (Phase == TorrentPhase.Removed) return;
        bool isNews = Error is null || Error.Kind != error.Kind
            || !string.Equals(Error.Path, error.Path, StringComparison.Ordinal);
        Error = error;
        if (error.Kind == StorageErrorKind.Replaced) loop.Content!.Distrust();
        _nextRetry = now + services.Settings.DiskRetryMs;
        if (isNews) loop.Notify(TorrentNoticeKind.Failed, error.ToString());
        if (Phase is TorrentPhase.Running or TorrentPhase.Opening) BeginRest(now);
        loop.Publish(now, force: true);
    }

    public void Opened(
        StorageError? error, FileStamp[] stamps, IReadOnlyList<int> strangers, MonotonicTime now)
    {
        // Meanwhile it may have been stopped.
        if (Phase != TorrentPhase.Opening) return;
        if (error is not null)
        {
            Fail(error, now);
            return;
        }

        TorrentContent content = loop.Content!;
        ResumeDecision decision = ResumeDecision.Make(
            content.Metainfo, content.WantedFiles, loop.Record.Latest, stamps, content.FullPathOf);
        if (decision.Error is not null) Fail(decision.Error, now);
        else if (decision.Have is null || strangers.Any(file => content.WantedFiles[file]))
            WhenAtRest(Check, abandon: null, now);
        else Run(decision.Have, stamps, now);
    }

    public void MetainfoArrived(MonotonicTime now)
    {
        if (Phase == TorrentPhase.Running) OpenFiles();
        loop.Publish(now, force: true);
    }

    /// <summary>
    /// Goes on with a move whose end is not known, if there is one. Comes from <see cref="WhenAtRest"/>.
    /// </summary>
    public void CarryOnMove(MonotonicTime now)
    {
        if (loop.Options.Move is null) Done(now);
        else ContentMove.Try(loop, now);
    }

    /// <summary>What had paused it is no more.</summary>
    public void Recover() => Error = null;

    /// <summary>
    /// Reads all files and compares hashes, on whichever mount holds them by now: people ask for it. The torrent goes
    /// on until its turn has come: of thousands that are to be checked most wait long.
    /// </summary>
    public void Recheck(MonotonicTime now)
    {
        if (_isLeaving || loop.UseContent() is null) return;
        if (_check is { IsQueued: false })
        {
            WhenAtRest(then => { Done(then); Recheck(then); }, abandon: null, now);
            return;
        }

        string destination = loop.Options.Destination;
        _adopted = (destination, loop.ReadMounts().MountPointOf(destination));
        QueueCheck(now);
    }

    /// <summary>Nobody knows any more what the files hold: they are read before anything else.</summary>
    public void Doubt(MonotonicTime now)
    {
        loop.Content!.Distrust();
        WhenAtRest(Check, abandon: null, now);
    }

    /// <summary>As <see cref="Recheck"/>, at rest: nobody knows what the files hold.</summary>
    private void Check(MonotonicTime now)
    {
        // Files that are on their way would be taken for missing.
        if (loop.Options.Move is not null || loop.UseContent() is null)
        {
            Done(now);
            return;
        }

        Phase = TorrentPhase.Checking;
        QueueCheck(now);
        // One whose turn came while the torrent was still stopping waits for a rest that has come by now.
        if (_check is { IsNext: true }) BeginCheck(now);
    }

    /// <summary>
    /// After every batch of events: goes a step further towards rest if nothing is in the way any more.
    /// </summary>
    public void Advance(MonotonicTime now)
    {
        if (Phase == TorrentPhase.Stopping && !_isResting && loop.Peers.ConnectionCount == 0) AdvanceToRest(now);
        bool isRunning = Phase == TorrentPhase.Running;
        Times.Advance(now, isRunning, loop.IsFinished, loop.DownloadedEver + loop.UploadedEver);
        _needsTicks = Phase is not (TorrentPhase.AtRest or TorrentPhase.Removed)
            || (WantsRunning && Error is not null) || !loop.Announcer.IsStopComplete;
    }

    public void CameToRest(StorageError? error, MonotonicTime now)
    {
        _isResting = false;
        Phase = TorrentPhase.AtRest;
        if (error is not null && Error is null && error != TorrentContent.Abandoned) Fail(error, now);
        loop.RenewSwarm();
        Next(now);
        loop.Publish(now, force: true);
    }

    public void Tick(MonotonicTime now)
    {
        if (Phase == TorrentPhase.AtRest && WantsRunning && Error is { } error && IsPassing(error) && now >= _nextRetry)
        {
            _nextRetry = now + services.Settings.DiskRetryMs;
            Open(now);
        }
    }

    /// <summary>The torrent is gone; what still waited for rest never happens.</summary>
    public void Remove()
    {
        Phase = TorrentPhase.Removed;
        loop.Record.Close();
        loop.Options.Move?.End(TorrentContent.RemovedBeforeMove);
        while (_atRest.TryDequeue(out (Action<MonotonicTime> Run, Action? Abandon) waiting)) waiting.Abandon?.Invoke();
    }

    public void Dispose()
    {
        _check?.Dispose();
        loop.Options.Move?.EndRun();
    }

    private static bool IsPassing(StorageError error) => error.Kind is StorageErrorKind.DiskFull
        or StorageErrorKind.ReadOnly or StorageErrorKind.Missing or StorageErrorKind.IoError
        or StorageErrorKind.PermissionDenied or StorageErrorKind.TooManyOpenFiles or StorageErrorKind.Busy
        or StorageErrorKind.Replaced;

    private void Next(MonotonicTime now)
    {
        if (_atRest.TryDequeue(out (Action<MonotonicTime> Run, Action? Abandon) waiting)) waiting.Run(now);
        else if (WantsRunning && Error is null) Open(now);
    }

    private void Open(MonotonicTime now)
    {
        if (loop.Options.Move is not null)
        {
            ContentMove.Try(loop, now);
            return;
        }

        if (loop.UseContent() is not null)
        {
            OpenFiles();
            return;
        }

        Phase = TorrentPhase.Running;
        loop.Announcer.Start();
        loop.Announcer.Announce(now);
        loop.Peers.Dial(now);
    }

    private void OpenFiles()
    {
        Phase = TorrentPhase.Opening;
        TorrentContent content = loop.UseContent()!;
        content.FindVolume();
        loop.RespectFiles();
        if (!loop.Record.IsWhole(content.Metainfo.Geometry.PieceCount)) loop.GuardFilesOfOthers();
        content.Run(new OpenJob(content, Error, loop.Record.HasPieces, loop.View.WantedBytesLeft));
    }

    private void Run(Bitfield have, FileStamp[] stamps, MonotonicTime now)
    {
        Phase = TorrentPhase.Running;
        if (Error is not null) loop.Notify(TorrentNoticeKind.Recovered, $"goes on: {Error.Path} is usable again");
        Error = null;
        loop.Begin(have, stamps, now);
        loop.Announcer.Start();
        loop.Announcer.Announce(now);
        loop.Peers.Dial(now);
        loop.Publish(now, force: true);
    }

    private void BeginRest(MonotonicTime now)
    {
        Phase = TorrentPhase.Stopping;
        loop.Announcer.Stop(now);
        loop.Peers.CancelDials();
        loop.Swarm.Disconnect(DisconnectReason.TorrentStopped);
    }

    private void AdvanceToRest(MonotonicTime now)
    {
        TorrentContent? content = loop.Content;
        if (content is { JobsOut: > 0 }) return;
        // Nothing was done with the files yet, so there is nothing to record either: what is on record still holds.
        if (content is not { IsInUse: true })
        {
            CameToRest(null, now);
            return;
        }

        _isResting = true;
        content.Rest(loop.Swarm.TakeUnfinished());
    }

    private void QueueCheck(MonotonicTime now)
    {
        if (_check is null)
        {
            _check = new CheckRun(loop, loop.Content!, CheckIsNext, Checked);
            _check.Start();
        }

        loop.Publish(now, force: true);
    }

    private void CheckIsNext(MonotonicTime now)
    {
        if (Phase == TorrentPhase.Checking) BeginCheck(now);
        else WhenAtRest(BeginCheck, abandon: null, now);
    }

    private void BeginCheck(MonotonicTime now)
    {
        // A move that did not end came between.
        if (loop.Options.Move is not null) _check?.Cancel(now);
        // Meanwhile it may have been called off.
        if (_check is not { IsNext: true } check)
        {
            Done(now);
            return;
        }

        Phase = TorrentPhase.Checking;
        if (string.Equals(_adopted?.Destination, loop.Options.Destination, StringComparison.Ordinal))
            loop.Content!.Storage.AdoptMount(_adopted!.Value.MountPoint);
        _adopted = null;
        check.Read();
        loop.Publish(now, force: true);
    }

    private void Checked(ContentCheck check, MonotonicTime now)
    {
        _check = null;
        if (check.Error is null && check.Foreign is { } foreign)
        {
            // One that began before keeps the rest.
            if (loop.OwnsFiles) loop.Rechecked(check);
            else loop.Disown();
            Fail(foreign, now);
        }
        else if (check.Error is null)
        {
            // Whatever was wrong with the files before, this is what there is now.
            Error = null;
            loop.Rechecked(check);
            loop.Peers.RetryAll(now);
            loop.Notify(TorrentNoticeKind.RecheckFinished,
                $"rechecked: {check.Verified.Count} of {check.Verified.Length} pieces are good");
        }
        else if (check.Error.Kind != StorageErrorKind.Cancelled)
        {
            Fail(check.Error, now);
        }

        // One that was called off while it waited has stopped nothing.
        if (Phase == TorrentPhase.Checking) Done(now);
        loop.Publish(now, force: true);
    }
}
