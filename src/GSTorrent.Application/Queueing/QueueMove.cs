namespace GSTorrent.Application.Queueing;

/// <summary>Where torrents go in the queue.</summary>
public enum QueueMove
{
    /// <summary>Before all others.</summary>
    Top,

    /// <summary>Each one place forward.</summary>
    Up,

    /// <summary>Each one place back.</summary>
    Down,

    /// <summary>Behind all others.</summary>
    Bottom,
}
