namespace GSTorrent.Trackers;

/// <summary>Why a tracker is told something (BEP 3); the values are those of the UDP protocol (BEP 15).</summary>
public enum AnnounceEvent
{
    /// <summary>The interval is over, or somebody asked for it.</summary>
    None = 0,

    /// <summary>The download finished just now.</summary>
    Completed = 1,

    /// <summary>The first announce of a torrent that starts.</summary>
    Started = 2,

    /// <summary>The torrent stops.</summary>
    Stopped = 3,
}
