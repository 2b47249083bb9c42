namespace GSTorrent.Application.Queueing;

/// <summary>What the queue knows of a torrent. Only <see cref="TorrentQueue"/> changes it, under its lock.</summary>
internal sealed class QueuePlace
{
    /// <summary>Was the engine told to run it?</summary>
    public bool IsAdmitted { get; set; }

    /// <summary>Since when it moves next to nothing, as a timestamp of the clock; null: it moves something.</summary>
    public long? SlowSince { get; set; }
}
