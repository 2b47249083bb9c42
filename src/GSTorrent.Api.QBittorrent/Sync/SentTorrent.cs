using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>A torrent as a client got it.</summary>
/// <param name="Row">What was shown.</param>
/// <param name="AtUnixMs">When; some fields follow the clock.</param>
internal readonly record struct SentTorrent(TorrentRow Row, long AtUnixMs);
