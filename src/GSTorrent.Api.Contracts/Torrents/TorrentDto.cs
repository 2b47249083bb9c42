namespace GSTorrent.Api.Contracts;

/// <summary>
/// One row of the list of torrents. Sizes in bytes, rates in bytes a second, times in Unix milliseconds.
/// </summary>
public sealed record TorrentDto
{
    /// <summary>Small number that stays the torrent's own and is never given to another.</summary>
    public required int Id { get; init; }

    /// <summary>40 lower-case hexadecimal digits.</summary>
    public required string InfoHash { get; init; }

    /// <summary>Shown name; for a magnet link without one the info-hash.</summary>
    public required string Name { get; init; }

    /// <summary>What it is doing.</summary>
    public required TorrentState State { get; init; }

    /// <summary>Why it stopped by itself or what hinders it, in a sentence.</summary>
    public string? Error { get; init; }

    /// <summary>0 to 1: of what is wanted, how much is there; while checking, how much was looked at.</summary>
    public double Progress { get; init; }

    /// <summary>Bytes of the wanted files; 0 while the metadata is not known.</summary>
    public long WantedBytes { get; init; }

    /// <summary>Bytes of all files; 0 while the metadata is not known.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Bytes of the wanted files that are verified.</summary>
    public long DoneBytes { get; init; }

    /// <summary>Content received, at this moment.</summary>
    public long DownloadBytesPerSecond { get; init; }

    /// <summary>Content sent, at this moment.</summary>
    public long UploadBytesPerSecond { get; init; }

    /// <summary>Seconds until done at the present rate; absent if done or not to be told.</summary>
    public long? EtaS { get; init; }

    /// <summary>Uploaded over downloaded (over the size, where nothing was downloaded).</summary>
    public double Ratio { get; init; }

    /// <summary>Connected peers, seeds included.</summary>
    public int PeersConnected { get; init; }

    /// <summary>Connected peers that have everything.</summary>
    public int SeedsConnected { get; init; }

    /// <summary>Leechers in the swarm, as trackers tell.</summary>
    public int? PeersInSwarm { get; init; }

    /// <summary>Seeds in the swarm, as trackers tell.</summary>
    public int? SeedsInSwarm { get; init; }

    /// <summary>Content received over all time.</summary>
    public long DownloadedBytes { get; init; }

    /// <summary>Content sent over all time.</summary>
    public long UploadedBytes { get; init; }

    /// <summary>When it was added.</summary>
    public required long AddedUnixMs { get; init; }

    /// <summary>When the last wanted piece was verified.</summary>
    public long? FinishedUnixMs { get; init; }

    /// <summary>Directory that holds the content.</summary>
    public required string Destination { get; init; }

    /// <summary>Limit of this torrent; 0 is none.</summary>
    public long DownloadLimitBytesPerSecond { get; init; }

    /// <summary>Limit of this torrent; 0 is none.</summary>
    public long UploadLimitBytesPerSecond { get; init; }

    /// <summary>Are pieces fetched in their order?</summary>
    public bool Sequential { get; init; }

    /// <summary>No peers but those of its trackers (BEP 27).</summary>
    public bool Private { get; init; }

    /// <summary>Labels, sorted.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>Name of its category; empty: none.</summary>
    public string Category { get; init => field = value ?? ""; } = "";

    /// <summary>Its place in the queue: the smaller, the sooner it runs. Only the order has a meaning.</summary>
    public long QueueOrder { get; init; }

    /// <summary>Does it run whatever the limits of the queue say?</summary>
    public bool Forced { get; init; }

    /// <summary>Are the first and the last piece of each file fetched before all others?</summary>
    public bool FirstLastFirst { get; init; }

    /// <summary>Does it seed each piece once before any twice, once it is complete (BEP 16)?</summary>
    public bool SuperSeeding { get; init; }

    /// <summary>Ratio at which seeding ends; absent: as the settings say; negative: never.</summary>
    public double? RatioLimit { get; init; }

    /// <summary>Seconds of seeding after which it ends; absent: as the settings say; negative: never.</summary>
    public long? SeedingTimeLimitS { get; init; }

    /// <summary>
    /// Seconds without a byte sent after which seeding ends; absent: as the settings say; negative: never.
    /// </summary>
    public long? IdleTimeLimitS { get; init; }

    /// <summary>What happens then; absent: what the settings say.</summary>
    public ShareLimitAction? LimitAction { get; init; }

    /// <summary>Host of the tracker that answered last, else of its first one; empty: it has none.</summary>
    public string TrackerHost { get; init => field = value ?? ""; } = "";

    /// <summary>Did it have all that was wanted once?</summary>
    public bool Finished { get; init; }

    /// <summary>Length of its pieces but the last; 0 while the metadata is not known.</summary>
    public int PieceLength { get; init; }

    /// <summary>Number of pieces; 0 while the metadata is not known.</summary>
    public int PieceCount { get; init; }

    /// <summary>Verified pieces.</summary>
    public int PiecesDone { get; init; }

    /// <summary>Verified bytes of all files, wanted or not.</summary>
    public long VerifiedBytes { get; init; }

    /// <summary>Content received in vain in this run.</summary>
    public long WastedBytes { get; init; }

    /// <summary>Milliseconds that it ran before <c>activeSinceUnixMs</c>.</summary>
    public long ActiveMs { get; init; }

    /// <summary>Since when it runs; absent: it does not.</summary>
    public long? ActiveSinceUnixMs { get; init; }

    /// <summary>Milliseconds that it seeded before <c>seedingSinceUnixMs</c>.</summary>
    public long SeedingMs { get; init; }

    /// <summary>Since when it seeds; absent: it does not.</summary>
    public long? SeedingSinceUnixMs { get; init; }

    /// <summary>When content was last sent or received; absent: never.</summary>
    public long? LastActivityUnixMs { get; init; }

    /// <summary>Only in the answer to an addition: what else came of it.</summary>
    public AddOutcomeDto? Added { get; init; }
}
