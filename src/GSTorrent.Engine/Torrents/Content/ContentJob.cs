using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Work on a torrent's files that carries its own result back to the torrent's loop.</summary>
internal abstract class ContentJob : StorageJob
{
    public TorrentMailbox? Mailbox { get; set; }

    /// <summary>The program stopped before the job's turn came: there is no result.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>What failed in the last run, if anything.</summary>
    protected StorageError? Error { get; private set; }

    public sealed override void Execute()
    {
        IsAbandoned = false;
        try
        {
            Error = Work();
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            // The volume's threads serve all torrents: a bug pauses this one and says so, and the others go on.
            Error = new StorageError(StorageErrorKind.IoError, "run", GetType().Name, bug.ToString());
        }

        Mailbox!.Post(new TorrentEvent(TorrentEventKind.JobDone, this));
    }

    public sealed override void Abandon()
    {
        IsAbandoned = true;
        Error = TorrentContent.Abandoned;
        Mailbox!.Post(new TorrentEvent(TorrentEventKind.JobDone, this));
    }

    /// <summary>On the loop, after the work.</summary>
    public abstract void Complete(TorrentLoop loop, MonotonicTime now);

    /// <summary>On a thread of the volume; null if all went well.</summary>
    protected abstract StorageError? Work();
}
