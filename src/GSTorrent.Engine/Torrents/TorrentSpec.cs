using System.Net;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>Everything needed to add a torrent, new or from the last run.</summary>
public sealed record TorrentSpec
{
    /// <summary>Which torrent.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Its metainfo; null for a magnet link whose metainfo peers will tell.</summary>
    public Metainfo? Metainfo { get; init; }

    /// <summary>Shown until the metainfo is known.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Absolute path of the existing folder that content goes to.</summary>
    public required string Destination { get; init; }

    /// <summary>
    /// A move to another folder that was begun and whose end is not on record: it is carried on before the files are
    /// used. Null if there is none.
    /// </summary>
    public MoveIntent? Move { get; init; }

    /// <summary>Do incomplete files carry the suffix <c>.part</c>? Null: as the settings say.</summary>
    public bool? PartSuffix { get; init; }

    /// <summary>Does it start at once?</summary>
    public bool Running { get; init; } = true;

    /// <summary>Tiers of announce URLs (BEP 12).</summary>
    public IReadOnlyList<IReadOnlyList<string>> TrackerTiers { get; init; } = [];

    /// <summary>One for each file; empty is normal for all.</summary>
    public IReadOnlyList<FilePriority> Priorities { get; init; } = [];

    /// <summary>
    /// Chooses the priorities when the metainfo of a magnet link has come, before the first block is asked for; null
    /// keeps
    /// <see cref="Priorities"/>. Called on the torrent's loop: it must not block or throw.
    /// </summary>
    public Func<Metainfo, IReadOnlyList<FilePriority>>? Choose { get; init; }

    /// <summary>Pieces in order instead of rarest first.</summary>
    public bool Sequential { get; init; }

    /// <summary>Bytes per second; 0 is no limit.</summary>
    public long DownloadLimit { get; init; }

    /// <summary>Bytes per second; 0 is no limit.</summary>
    public long UploadLimit { get; init; }

    /// <summary>Peers named by the user or a magnet link.</summary>
    public IReadOnlyList<IPEndPoint> Peers { get; init; } = [];

    /// <summary>From the last run; null for a new torrent.</summary>
    public ResumeData? Resume { get; init; }
}
