using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>What a torrent is doing.</summary>
public enum TorrentState
{
    /// <summary>Stopped by the user.</summary>
    Stopped,

    /// <summary>Waiting for peers to tell the metainfo (BEP 9).</summary>
    FetchingMetadata,

    /// <summary>Reading its files and comparing hashes.</summary>
    Checking,

    /// <summary>Running, wanted pieces are missing.</summary>
    Downloading,

    /// <summary>Running, every wanted piece is there.</summary>
    Seeding,

    /// <summary>Its files are being moved.</summary>
    Moving,

    /// <summary>Paused by an error.</summary>
    Failed,
}

/// <summary>
/// What is shown of a torrent; immutable. <see cref="ActiveMs"/>, <see cref="SeedingMs"/> and
/// <see cref="NextAnnounceInMs"/> change with time: if nothing else does, there is a new one once a minute.
/// </summary>
public sealed record TorrentSnapshot
{
    /// <summary>Which torrent it is.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>The name by its metainfo or magnet link.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public TorrentState State { get; init; }

    /// <summary>What failed, during what, on which path; null if nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>False while the metainfo of a magnet link is being fetched.</summary>
    public bool HasMetainfo { get; init; }

    /// <summary>The folder that its files are in.</summary>
    public string Destination { get; init; } = "";

    /// <summary>The mount point that holds the destination, as it is on record; null if it is not known.</summary>
    public string? MountPoint { get; init; }

    /// <summary>Bytes of all files.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Bytes of wanted pieces.</summary>
    public long WantedBytes { get; init; }

    /// <summary>Verified bytes of wanted pieces.</summary>
    public long WantedDoneBytes { get; init; }

    /// <summary>Verified bytes of all pieces.</summary>
    public long DoneBytes { get; init; }

    /// <summary>All of them; 0 without metainfo.</summary>
    public int PieceCount { get; init; }

    /// <summary>Verified ones.</summary>
    public int PiecesDone { get; init; }

    /// <summary>
    /// Between 0 and 1, while <see cref="TorrentState.Checking"/> or <see cref="TorrentState.Moving"/>.
    /// </summary>
    public double JobProgress { get; init; }

    /// <summary>Is it <see cref="TorrentState.Checking"/> but waits for checks of other torrents to end?</summary>
    public bool IsQueuedForCheck { get; init; }

    /// <summary>Bytes per second.</summary>
    public long DownloadRate { get; init; }

    /// <summary>Bytes per second.</summary>
    public long UploadRate { get; init; }

    /// <summary>Payload bytes since it was added.</summary>
    public long Downloaded { get; init; }

    /// <summary>Payload bytes since it was added.</summary>
    public long Uploaded { get; init; }

    /// <summary>Payload bytes received in vain: hash failures and blocks that came twice.</summary>
    public long Wasted { get; init; }

    /// <summary>Bytes of received pieces whose hash was wrong, since it was added.</summary>
    public long CorruptBytes { get; init; }

    /// <summary>Connections of this torrent.</summary>
    public int ConnectedPeers { get; init; }

    /// <summary>Those of them that have every piece.</summary>
    public int ConnectedSeeds { get; init; }

    /// <summary>Connected peers that we want pieces of and that serve us.</summary>
    public int PeersSending { get; init; }

    /// <summary>Connected peers that want pieces of us and that we serve.</summary>
    public int PeersReceiving { get; init; }

    /// <summary>
    /// Copies of the content among us and the connected peers: the least number over all pieces, plus the share of
    /// pieces of which there are more; 0 while it does not run.
    /// </summary>
    public double Availability { get; init; }

    /// <summary>Seeds in the swarm, by the trackers' words; null if unknown.</summary>
    public int? SwarmSeeds { get; init; }

    /// <summary>Leechers in the swarm, by the trackers' words; null if unknown.</summary>
    public int? SwarmLeechers { get; init; }

    /// <summary>The URL of the tracker that answered last, passkey and all; null if none ever did.</summary>
    public string? CurrentTracker { get; init; }

    /// <summary>Milliseconds from the making of this snapshot to the next announce; null if none is due.</summary>
    public long? NextAnnounceInMs { get; init; }

    /// <summary>What is wrong with the first tracker that fails, if none works.</summary>
    public string? TrackerError { get; init; }

    /// <summary>Are pieces taken in their order?</summary>
    public bool Sequential { get; init; }

    /// <summary>Are the first and last piece of each file taken before all others?</summary>
    public bool FirstLastFirst { get; init; }

    /// <summary>As chosen; it is at work only while every piece is there.</summary>
    public bool SuperSeeding { get; init; }

    /// <summary>Connections to peers; 0 is as the settings of the engine say.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Peers that are unchoked at the same time; 0 is as the settings of the engine say.</summary>
    public int UploadSlots { get; init; }

    /// <summary>Bytes per second; 0 is none of its own.</summary>
    public long DownloadLimit { get; init; }

    /// <summary>Bytes per second; 0 is none of its own.</summary>
    public long UploadLimit { get; init; }

    /// <summary>Was every wanted piece there once?</summary>
    public bool HasFinished { get; init; }

    /// <summary>Milliseconds in which it ran, since it was added.</summary>
    public long ActiveMs { get; init; }

    /// <summary>Milliseconds in which it ran and had every wanted piece, since it was added.</summary>
    public long SeedingMs { get; init; }

    /// <summary>When payload moved last, in milliseconds since 1970; 0 if it never did.</summary>
    public long LastActivityUnixMs { get; init; }

    /// <summary>As it would be if no time had passed since another one.</summary>
    internal TorrentSnapshot WithClocksOf(TorrentSnapshot other) => this with
    {
        ActiveMs = other.ActiveMs,
        SeedingMs = other.SeedingMs,
        NextAnnounceInMs = other.NextAnnounceInMs,
    };
}
