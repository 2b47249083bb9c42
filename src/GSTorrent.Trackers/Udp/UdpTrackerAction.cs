namespace GSTorrent.Trackers;

/// <summary>What a datagram from or to a UDP tracker is (BEP 15).</summary>
public enum UdpTrackerAction
{
    /// <summary>Asks for or gives a connection id.</summary>
    Connect = 0,

    /// <summary>An announce or its answer.</summary>
    Announce = 1,

    /// <summary>A scrape or its answer.</summary>
    Scrape = 2,

    /// <summary>A refusal with a text.</summary>
    Error = 3,
}
