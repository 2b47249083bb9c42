using GSTorrent.Application.Persistence;
using GSTorrent.Primitives;

namespace GSTorrent.Application.ReadModel;

/// <summary>What a torrent is doing.</summary>
public enum TorrentRowState
{
    /// <summary>Not running, as somebody wished.</summary>
    Stopped,

    /// <summary>It shall run, but as many run as the queue allows.</summary>
    Queued,

    /// <summary>Waiting for peers to tell the metainfo (BEP 9).</summary>
    FetchingMetadata,

    /// <summary>Comparing content with hashes.</summary>
    Checking,

    /// <summary>Wanted pieces are missing.</summary>
    Downloading,

    /// <summary>Every wanted piece is there.</summary>
    Seeding,

    /// <summary>Its files are being moved.</summary>
    Moving,

    /// <summary>Stopped by an error.</summary>
    Failed,
}

/// <summary>What the three APIs show of a torrent. Immutable; equal rows look equal.</summary>
public sealed record TorrentRow
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Which torrent.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Shown name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Name of its file or folder in <see cref="Destination"/>; the shown name while the metainfo is not known.
    /// </summary>
    public string ContentName { get; init; } = "";

    /// <summary>What it is doing.</summary>
    public TorrentRowState State { get; init; }

    /// <summary>Does it wait for its turn to be checked? It is <see cref="TorrentRowState.Checking"/> then.</summary>
    public bool IsQueuedForCheck { get; init; }

    /// <summary>What failed, during what, on which path.</summary>
    public string? Error { get; init; }

    /// <summary>Is its metainfo known?</summary>
    public bool HasMetainfo { get; init; }

    /// <summary>Between 0 and 1: verified of what is wanted, or how far checking or moving is.</summary>
    public double Progress { get; init; }

    /// <summary>Bytes of all files.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Bytes that are wanted.</summary>
    public long WantedBytes { get; init; }

    /// <summary>Verified bytes of what is wanted.</summary>
    public long DoneBytes { get; init; }

    /// <summary>Bytes a second.</summary>
    public long DownloadRate { get; init; }

    /// <summary>Bytes a second.</summary>
    public long UploadRate { get; init; }

    /// <summary>Payload bytes over all time.</summary>
    public long Downloaded { get; init; }

    /// <summary>Payload bytes over all time.</summary>
    public long Uploaded { get; init; }

    /// <summary>Connected peers, seeds included.</summary>
    public int ConnectedPeers { get; init; }

    /// <summary>Connected seeds.</summary>
    public int ConnectedSeeds { get; init; }

    /// <summary>By the trackers' words; null if unknown.</summary>
    public int? SwarmSeeds { get; init; }

    /// <summary>By the trackers' words; null if unknown.</summary>
    public int? SwarmLeechers { get; init; }

    /// <summary>When it was added.</summary>
    public long AddedUnixMs { get; init; }

    /// <summary>When the last wanted piece was verified.</summary>
    public long? FinishedUnixMs { get; init; }

    /// <summary>Directory of the content.</summary>
    public string Destination { get; init; } = "";

    /// <summary>Bytes a second; 0 is no limit.</summary>
    public long DownloadLimit { get; init; }

    /// <summary>Bytes a second; 0 is no limit.</summary>
    public long UploadLimit { get; init; }

    /// <summary>Pieces in order?</summary>
    public bool Sequential { get; init; }

    /// <summary>No peers but those of its trackers (BEP 27)?</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Name of its category; empty: none.</summary>
    public string Category { get; init; } = "";

    /// <summary>The smaller, the sooner it runs, see <see cref="Persistence.TorrentWishes.QueueOrder"/>.</summary>
    public long QueueOrder { get; init; }

    /// <summary>Does it run whatever the queue says?</summary>
    public bool Forced { get; init; }

    /// <summary>First and last piece of each file before all others?</summary>
    public bool FirstLastFirst { get; init; }

    /// <summary>Does it seed each piece once before any twice, once it is complete (BEP 16)?</summary>
    public bool SuperSeeding { get; init; }

    /// <summary>Its own share limits.</summary>
    public ShareLimits Share { get; init; } = ShareLimits.AsSettings;

    /// <summary>Host of the tracker that answered last, else of its first one; empty: it has none.</summary>
    public string TrackerHost { get; init; } = "";

    /// <summary>The announce URL of that tracker, with passkey; null: it has none.</summary>
    public string? TrackerUrl { get; init; }

    /// <summary>Did it have all that was wanted once?</summary>
    public bool HasFinished { get; init; }

    /// <summary>Length of its pieces but the last; 0 while the metainfo is not known.</summary>
    public int PieceLength { get; init; }

    /// <summary>Number of pieces; 0 while the metainfo is not known.</summary>
    public int PieceCount { get; init; }

    /// <summary>Verified pieces.</summary>
    public int PiecesDone { get; init; }

    /// <summary>Verified bytes of all files, wanted or not.</summary>
    public long VerifiedBytes { get; init; }

    /// <summary>Bytes received in vain in this run.</summary>
    public long Wasted { get; init; }

    /// <summary>Bytes of received pieces whose hash was wrong, over all time.</summary>
    public long CorruptBytes { get; init; }

    /// <summary>Connected peers that we want pieces of and that serve us.</summary>
    public int PeersSending { get; init; }

    /// <summary>Connected peers that want pieces of us and that we serve.</summary>
    public int PeersReceiving { get; init; }

    /// <summary>Copies of the content among us and the connected peers; 0 while it does not run.</summary>
    public double Availability { get; init; }

    /// <summary>When its trackers hear of it next, to the second or two; null: no announce is due.</summary>
    public long? NextAnnounceUnixMs { get; init; }

    /// <summary>Milliseconds that it ran before <see cref="ActiveSinceUnixMs"/>.</summary>
    public long ActiveMs { get; init; }

    /// <summary>Since when it runs; null if it does not.</summary>
    public long? ActiveSinceUnixMs { get; init; }

    /// <summary>Milliseconds that it seeded before <see cref="SeedingSinceUnixMs"/>.</summary>
    public long SeedingMs { get; init; }

    /// <summary>Since when it seeds; null if it does not.</summary>
    public long? SeedingSinceUnixMs { get; init; }

    /// <summary>When content was last sent or received; 0: never.</summary>
    public long LastActivityUnixMs { get; init; }

    /// <summary>The same times by the clock that never jumps; null if it does not run.</summary>
    public RunClock? Clock { get; init; }

    /// <summary>What seldom changes of it.</summary>
    public TorrentOrigin Origin { get; init; } = TorrentOrigin.Unknown;

    /// <summary>
    /// Milliseconds that it ran over all time, to show them: the wall clock may have been set a moment ago. No part of
    /// the row, which would change all the time.
    /// </summary>
    public long ActiveMsAt(long nowUnixMs) => ActiveMs + SinceMs(ActiveSinceUnixMs, nowUnixMs);

    /// <summary>Milliseconds that it seeded over all time, to show them.</summary>
    public long SeedingMsAt(long nowUnixMs) => SeedingMs + SinceMs(SeedingSinceUnixMs, nowUnixMs);

    /// <summary>Milliseconds that it seeded over all time, to decide by them.</summary>
    public long SeedingMsAt(MonotonicTime now) =>
        SeedingMs + (Clock?.SeedingSince is { } since ? Math.Max(0, now - since) : 0);

    /// <summary>Milliseconds for which it has seeded without moving anything, to decide by them.</summary>
    public long IdleMsAt(MonotonicTime now)
    {
        // Neither before it began to seed nor while it moved something was it idle.
        if (Clock is not { SeedingSince: { } since } clock) return 0;
        return Math.Max(0, now - (clock.QuietSince > since ? clock.QuietSince : since));
    }

    /// <summary>Milliseconds for which it has run or seeded without moving anything, to show them.</summary>
    public long IdleMsAt(long nowUnixMs)
    {
        long began = SeedingSinceUnixMs ?? ActiveSinceUnixMs ?? nowUnixMs;
        long moved = Clock is { } clock ? clock.UnixMsOf(clock.QuietSince) : LastActivityUnixMs;
        return Math.Max(0, nowUnixMs - Math.Max(moved, began));
    }

    private static long SinceMs(long? sinceUnixMs, long nowUnixMs) =>
        sinceUnixMs is { } since ? Math.Max(0, nowUnixMs - since) : 0;

    /// <summary>Seconds until all that is wanted is there; null if done or if nothing comes.</summary>
    public long? EtaS => DownloadRate > 0 && DoneBytes < WantedBytes ? (WantedBytes - DoneBytes) / DownloadRate : null;

    /// <summary>Uploaded over downloaded, or over what is there if nothing was downloaded.</summary>
    public double Ratio => (Downloaded, DoneBytes) switch
    {
        ( > 0, _) => (double)Uploaded / Downloaded,
        (_, > 0) => (double)Uploaded / DoneBytes,
        _ => 0,
    };
}
