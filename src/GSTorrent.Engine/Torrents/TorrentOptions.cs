using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>What the user has chosen for a torrent. Only the torrent's loop changes it.</summary>
internal sealed class TorrentOptions(TorrentSpec spec)
{
    public InfoHash InfoHash { get; } = spec.InfoHash;

    public string DisplayName { get; set; } = spec.DisplayName;

    public string Destination { get; set; } = spec.Destination;

    /// <summary>What holds the destination, as it is on record.</summary>
    public string? MountPoint { get; set; } = spec.Resume?.MountPoint;

    /// <summary>Null if it is known where the files are.</summary>
    public PendingMove? Move { get; set; } = spec.Move is null ? null : new PendingMove(spec.Move, carriesOn: true);

    public bool? PartSuffix { get; } = spec.PartSuffix;

    public IReadOnlyList<FilePriority> Priorities { get; set; } = spec.Priorities;

    /// <summary>As they were at the start; afterwards the storage knows.</summary>
    public IReadOnlyDictionary<int, string> Paths { get; } = spec.Paths;

    public IReadOnlyDictionary<int, string> FormerPaths { get; } = spec.FormerPaths;

    /// <summary>Are the files its own even if it has no record?</summary>
    public bool OwnsContent { get; } = spec.OwnsContent;

    /// <summary>May files have other paths than those of the metainfo?</summary>
    public bool HasOwnPaths { get; set; } = spec.Paths.Count > 0;

    public Func<Metainfo, IReadOnlyList<FilePriority>>? Choose { get; } = spec.Choose;

    public bool StopsAtMetainfo { get; } = spec.StopsAtMetainfo;

    public bool Sequential { get; set; } = spec.Sequential;

    public bool FirstLastFirst { get; set; } = spec.FirstLastFirst;

    public bool SuperSeeding { get; set; } = spec.SuperSeeding;

    public int MaxConnections { get; set; } = spec.MaxConnections;

    public int UploadSlots { get; set; } = spec.UploadSlots;

    public long DownloadLimit { get; set; } = spec.DownloadLimit;

    public long UploadLimit { get; set; } = spec.UploadLimit;
}
