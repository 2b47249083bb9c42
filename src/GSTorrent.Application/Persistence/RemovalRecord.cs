using GSTorrent.Primitives;

namespace GSTorrent.Application.Persistence;

/// <summary>
/// A torrent that is gone and whose content is still to be deleted, as it is stored. Its metainfo is kept for that.
/// </summary>
public sealed record RemovalRecord
{
    /// <summary>Which torrent.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Shown name.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute path of the directory that holds the content.</summary>
    public required string Destination { get; init; }

    /// <summary>
    /// The mount point that held the destination, null if that is not known; if nothing is mounted there any more, what
    /// is there now is not the place.
    /// </summary>
    public string? MountPoint { get; init; }

    /// <summary>Did incomplete files carry the suffix <c>.part</c>?</summary>
    public bool PartSuffix { get; init; }

    /// <summary>
    /// Had the torrent never looked at its files? Then they may be somebody else's, and go only if they hold a piece.
    /// </summary>
    public bool IsUnproven { get; init; }

    /// <summary>
    /// What people wished of it: which files were renamed, and whether a move has not ended, so that some of the
    /// content may be in its target.
    /// </summary>
    public TorrentWishes Wishes { get; init; } = TorrentWishes.None;
}
