namespace GSTorrent.Engine;

/// <summary>How we came to know of a peer, as shown in <see cref="PeerSnapshot.Source"/>.</summary>
public static class PeerSource
{
    /// <summary>A tracker told us.</summary>
    public const string Tracker = "tracker";

    /// <summary>The user or the magnet link named it.</summary>
    public const string Named = "named";

    /// <summary>It dialed us.</summary>
    public const string Incoming = "incoming";
}
