using GSTorrent.Application.ReadModel;

namespace GSTorrent.Application.Torrents;

/// <summary>What came of adding a torrent.</summary>
/// <param name="Torrent">As it is.</param>
/// <param name="IsNew">False: it was there already and nothing was changed.</param>
public sealed record AddedTorrent(TorrentRow Torrent, bool IsNew)
{
    /// <summary>What people should know of a new torrent, though it does not stop it; null: nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Files of a new torrent that have other names here; of a magnet link nobody knows yet.</summary>
    public IReadOnlyList<ChangedName> ChangedNames { get; init; } = [];
}
