using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>The torrents that a call means. Immutable.</summary>
/// <param name="Rows">As they are.</param>
/// <param name="Removed">Numbers of those that are gone, if it was asked for what changed; else null.</param>
internal sealed record TorrentSelection(IReadOnlyList<TorrentRow> Rows, IReadOnlyList<int>? Removed);
