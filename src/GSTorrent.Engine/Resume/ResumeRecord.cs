using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// Keeps what a restart needs and tells the observer when it changes. What is not known yet in this run stays as the
/// last
/// run has left it. Only the loop calls it.
/// </summary>
internal sealed class ResumeRecord(TorrentLoop loop, ITorrentObserver observer, ResumeData? last)
{
    /// <summary>Together with a tick and the way to the disk it stays below a minute.</summary>
    private const int TotalsIntervalMs = 50_000;

    /// <summary>
    /// So much time of running may be lost if nothing else changes: a quiet seed shall not wake a disk.
    /// </summary>
    private const long TimesIntervalMs = 15 * 60_000;

    private bool _isClosed;
    private MonotonicTime? _unsavedSince;

    /// <summary>What a restart would begin with; null for a torrent that never ran.</summary>
    public ResumeData? Latest { get; private set; } = last;

    /// <summary>Is there any verified piece on record?</summary>
    public bool HasPieces => Latest is { } latest && latest.Verified.Span.ContainsAnyExcept((byte)0);

    /// <summary>Has it ever been found out which pieces there are?</summary>
    public bool HasBegun => Latest is { HasBegun: true };

    /// <summary>
    /// Files that were not there when the torrent came to rest, by index: what is there by now is somebody else's.
    /// </summary>
    public IReadOnlyList<int> AbsentFiles => Latest is { IsClean: true, HasBegun: true } latest
        ? [.. Enumerable.Range(0, latest.Stamps.Count).Where(file => !latest.Stamps[file].Exists)]
        : [];

    /// <summary>Are the pieces on record only somebody's word?</summary>
    public bool IsOnTrust => Latest is { IsOnTrust: true };

    /// <summary>Is every piece on record?</summary>
    public bool IsWhole(int pieceCount) => Latest is { } latest
        && Bitfield.TryFromWire(latest.Verified.Span, pieceCount, out Bitfield? have) && have!.Count == pieceCount;

    /// <summary>
    /// The files are in use. Loose blocks of the last rest stay on record: until their piece is verified nothing else
    /// is written there, and they are verified with it.
    /// </summary>
    public void SaveRunning(TorrentContent content) => Save((Latest ?? new ResumeData()) with
    {
        Verified = content.Durable,
        IsClean = false,
        Stamps = content.Stamps,
    }, content.Lag);

    /// <summary>The files are at rest, as their stamps tell, if there are any.</summary>
    public void SaveAtRest(TorrentContent content) => Save((Latest ?? new ResumeData()) with
    {
        Verified = content.Durable,
        IsClean = content.Stamps.Count > 0,
        Stamps = content.Stamps,
        UnfinishedPieces = content.Unfinished,
    });

    /// <summary>All files were read: what is on record is so.</summary>
    public void SaveChecked(TorrentContent content)
    {
        if (IsOnTrust) Latest = Latest! with { IsOnTrust = false };
        SaveAtRest(content);
    }

    /// <summary>The files are not the torrent's, whatever was said of them: the next start reads them again.</summary>
    public void Drop()
    {
        if (Latest is { } latest)
            Save(latest with { Verified = default, IsOnTrust = false, IsClean = false, Stamps = [] });
    }

    /// <summary>The files lie elsewhere, as their stamps tell, if there are any.</summary>
    public void SaveMoved(IReadOnlyList<FileStamp> stamps)
    {
        if (Latest is not { } latest) return;
        bool isClean = latest.IsClean && stamps.Count > 0;
        Save(latest with { IsClean = isClean, Stamps = isClean ? stamps : [] });
    }

    /// <summary>Content goes to whichever mount holds the destination by now.</summary>
    public void SaveMountPoint(MountTable mounts)
    {
        loop.Options.MountPoint = mounts.MountPointOf(loop.Options.Destination);
        if (loop.Options.MountPoint is not null) Save(Latest ?? new ResumeData());
    }

    /// <summary>
    /// Once a second: what was moved is on record within a minute, even if nothing else changes, as with a seed.
    /// </summary>
    public void SaveTotalsIfDue(MonotonicTime now)
    {
        if (Latest is not { } latest) return;
        bool isSaved = latest.Uploaded == loop.UploadedEver && latest.Downloaded == loop.DownloadedEver;
        _unsavedSince = isSaved ? null : _unsavedSince ?? now;
        bool isDue = now - _unsavedSince >= TotalsIntervalMs
            || loop.Life.Times.ActiveMs - latest.ActiveMs >= TimesIntervalMs;
        if (isDue) Save(latest);
    }

    /// <summary>The torrent was removed: nobody is to hear of it any more.</summary>
    public void Close() => _isClosed = true;

    private void Save(ResumeData resume, RecordingLag? lag = null)
    {
        if (_isClosed) return;
        _unsavedSince = null;
        Latest = resume with
        {
            MountPoint = loop.Options.MountPoint,
            Downloaded = loop.DownloadedEver,
            Uploaded = loop.UploadedEver,
            CorruptBytes = loop.CorruptEver,
            HasFinished = loop.HasFinished,
            ActiveMs = loop.Life.Times.ActiveMs,
            SeedingMs = loop.Life.Times.SeedingMs,
            LastActivityUnixMs = loop.Life.Times.LastActivityUnixMs,
        };
        RecordingMark mark = lag?.Mark() ?? default;
        observer.ResumeChanged(loop.InfoHash, Latest, () => loop.Post(_ => lag?.Recorded(mark)));
    }
}
