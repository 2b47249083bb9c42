using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Work on a torrent's files that carries its own result back to the torrent's loop.</summary>
internal abstract class ContentJob : StorageJob
{
    public TorrentMailbox? Mailbox { get; set; }

    /// <summary>The program stopped before the job's turn came: there is no result.</summary>
    public bool IsAbandoned { get; private set; }

    public sealed override void Execute()
    {
        IsAbandoned = false;
        Work();
        Mailbox!.Post(new TorrentEvent(TorrentEventKind.JobDone, this));
    }

    public sealed override void Abandon()
    {
        IsAbandoned = true;
        Mailbox!.Post(new TorrentEvent(TorrentEventKind.JobDone, this));
    }

    /// <summary>On the loop, after the work.</summary>
    public abstract void Complete(TorrentLoop loop, MonotonicTime now);

    /// <summary>On a thread of the volume.</summary>
    protected abstract void Work();
}
