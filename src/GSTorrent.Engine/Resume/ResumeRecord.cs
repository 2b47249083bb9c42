using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>
/// Keeps what a restart needs and tells the observer when it changes. What is not known yet in this run stays as the
/// last
/// run has left it. Only the loop calls it.
/// </summary>
internal sealed class ResumeRecord(TorrentLoop loop, ITorrentObserver observer, ResumeData? last)
{
    private bool _isClosed;

    /// <summary>What a restart would begin with; null for a torrent that never ran.</summary>
    public ResumeData? Latest { get; private set; } = last;

    /// <summary>Is there any verified piece on record?</summary>
    public bool HasPieces => Latest is { } latest && latest.Verified.Span.ContainsAnyExcept((byte)0);

    /// <summary>
    /// The files are in use. Loose blocks of the last rest stay on record: until their piece is verified nothing else
    /// is
    /// written there, and they are verified with it.
    /// </summary>
    public void SaveRunning(TorrentContent content) => Save((Latest ?? new ResumeData()) with
    {
        Verified = content.Durable.Bytes.ToArray(),
        IsClean = false,
        Stamps = [],
    }, content.Lag);

    /// <summary>The files are at rest, as their stamps tell, if there are any.</summary>
    public void SaveAtRest(TorrentContent content) => Save((Latest ?? new ResumeData()) with
    {
        Verified = content.Durable.Bytes.ToArray(),
        IsClean = content.Stamps.Count > 0,
        Stamps = content.Stamps,
        UnfinishedPieces = content.Unfinished,
    });

    /// <summary>The files lie elsewhere, where their stamps may be others.</summary>
    public void SaveMoved()
    {
        if (Latest is { } latest) Save(latest with { IsClean = false, Stamps = [] });
    }

    /// <summary>The torrent was removed: nobody is to hear of it any more.</summary>
    public void Close() => _isClosed = true;

    private void Save(ResumeData resume, RecordingLag? lag = null)
    {
        if (_isClosed) return;
        Latest = resume with
        {
            Downloaded = loop.DownloadedEver,
            Uploaded = loop.UploadedEver,
            HasFinished = loop.HasFinished,
        };
        RecordingMark mark = lag?.Mark() ?? default;
        observer.ResumeChanged(loop.InfoHash, Latest, () => loop.Post(_ => lag?.Recorded(mark)));
    }
}
