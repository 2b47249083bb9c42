using GSTorrent.Primitives;

namespace GSTorrent.Trackers;

/// <summary>Numbers of one torrent in a tracker's scrape (BEP 48, BEP 15); null where not given.</summary>
/// <param name="InfoHash">The torrent.</param>
/// <param name="Seeders">Peers with all data.</param>
/// <param name="Leechers">Peers without all data.</param>
/// <param name="Downloaded">Completed downloads.</param>
public sealed record ScrapeEntry(InfoHash InfoHash, int? Seeders, int? Leechers, int? Downloaded);
