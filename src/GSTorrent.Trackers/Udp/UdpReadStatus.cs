namespace GSTorrent.Trackers;

/// <summary>What a received datagram is to somebody who waits for an answer.</summary>
public enum UdpReadStatus
{
    /// <summary>Not the answer, or broken: go on waiting. Anybody can send such datagrams.</summary>
    NotOurs,

    /// <summary>The answer.</summary>
    Done,

    /// <summary>The tracker refused.</summary>
    Failed,
}
