namespace GSTorrent.Engine;

/// <summary>Where a torrent's loop stands. Only at rest may its files be moved, rechecked or deleted.</summary>
internal enum TorrentPhase
{
    /// <summary>At rest: no connections, no jobs.</summary>
    AtRest,

    /// <summary>The files are being looked at.</summary>
    Opening,

    /// <summary>Peers may connect. Without metainfo it asks them for it.</summary>
    Running,

    /// <summary>On the way to rest: connections end, jobs come back, everything is flushed.</summary>
    Stopping,

    /// <summary>The files are being read and compared.</summary>
    Checking,

    /// <summary>The files are being moved or deleted.</summary>
    Moving,

    /// <summary>Files are being given other paths, which takes no longer than to look at them.</summary>
    Renaming,

    /// <summary>The loop has ended.</summary>
    Removed,
}
