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

    /// <summary>Null if it is known where the files are.</summary>
    public PendingMove? Move { get; set; } = spec.Move is null ? null : new PendingMove(spec.Move, carriesOn: true);

    public bool? PartSuffix { get; } = spec.PartSuffix;

    public IReadOnlyList<FilePriority> Priorities { get; set; } = spec.Priorities;

    public Func<Metainfo, IReadOnlyList<FilePriority>>? Choose { get; } = spec.Choose;

    public bool Sequential { get; set; } = spec.Sequential;

    public long DownloadLimit { get; set; } = spec.DownloadLimit;

    public long UploadLimit { get; set; } = spec.UploadLimit;
}
