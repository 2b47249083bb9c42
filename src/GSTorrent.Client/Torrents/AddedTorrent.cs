using GSTorrent.Api.Contracts;

namespace GSTorrent.Client;

/// <summary>The answer to adding a torrent.</summary>
/// <param name="Torrent">The torrent.</param>
/// <param name="IsNew">False if the server had it already; then the request changed nothing.</param>
public sealed record AddedTorrent(TorrentDto Torrent, bool IsNew);
