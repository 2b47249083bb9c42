namespace GSTorrent.Transport.Bandwidth;

/// <summary>The limits that a connection obeys in one direction.</summary>
/// <param name="Session">Shared by all connections.</param>
/// <param name="Torrent">Shared by the connections of one torrent.</param>
public sealed record BandwidthGates(BandwidthGate Session, BandwidthGate Torrent)
{
    /// <summary>No limits, until somebody sets one.</summary>
    public static BandwidthGates CreateUnlimited() => new(new BandwidthGate(), new BandwidthGate());

    /// <summary>Is there any limit now?</summary>
    public bool IsLimited => Session.IsLimited || Torrent.IsLimited;
}
