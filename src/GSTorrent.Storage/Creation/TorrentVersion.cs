namespace GSTorrent.Storage;

/// <summary>Which clients can read a torrent.</summary>
public enum TorrentVersion
{
    /// <summary>BEP 3: all.</summary>
    V1,

    /// <summary>BEP 52: newer ones only.</summary>
    V2,

    /// <summary>Both in one: all.</summary>
    Hybrid,
}
