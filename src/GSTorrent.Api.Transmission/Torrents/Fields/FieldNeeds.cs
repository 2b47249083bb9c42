namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>What a field needs besides the torrent's row. Only what some field needs is asked for.</summary>
[Flags]
internal enum FieldNeeds
{
    /// <summary>The row tells it.</summary>
    Row = 0,

    /// <summary>Facts of the metainfo.</summary>
    Facts = 1,

    /// <summary>The files, from the torrent's loop.</summary>
    Files = 2,

    /// <summary>The connected peers, from the torrent's loop.</summary>
    Peers = 4,

    /// <summary>The trackers, from the torrent's loop.</summary>
    Trackers = 8,

    /// <summary>The pieces, from the torrent's loop.</summary>
    Pieces = 16,

    /// <summary>The places of all torrents in the queue.</summary>
    Queue = 32,
}
