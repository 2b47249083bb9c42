using System.Collections.ObjectModel;
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

    /// <summary>
    /// Are files at its paths known to be its own, although <see cref="Resume"/> does not tell? If neither says so, a
    /// removal deletes them only if they hold a piece of the torrent.
    /// </summary>
    public bool OwnsContent { get; init; }

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

    /// <summary>
    /// Does it stop as soon as the metainfo of a magnet link has come, before a file is touched? For those who want to
    /// know what a link is of.
    /// </summary>
    public bool StopsAtMetainfo { get; init; }

    /// <summary>Pieces in order instead of rarest first.</summary>
    public bool Sequential { get; init; }

    /// <summary>The first and the last piece of each wanted file before all others.</summary>
    public bool FirstLastFirst { get; init; }

    /// <summary>Once everything is there, tell each peer of a few pieces at a time (BEP 16).</summary>
    public bool SuperSeeding { get; init; }

    /// <summary>Connections to peers; 0 is as <see cref="EngineSettings.MaxConnectionsPerTorrent"/> says.</summary>
    public int MaxConnections { get; init; }

    /// <summary>
    /// Peers that are unchoked at the same time; 0 is as <see cref="EngineSettings.UploadSlotsPerTorrent"/> says.
    /// </summary>
    public int UploadSlots { get; init; }

    /// <summary>Bytes per second; 0 is no limit.</summary>
    public long DownloadLimit { get; init; }

    /// <summary>Bytes per second; 0 is no limit.</summary>
    public long UploadLimit { get; init; }

    /// <summary>
    /// Paths that people gave to files instead of those of the metainfo: by index of the file, relative to the
    /// destination, '/' separated, good by <see cref="ContentPaths.Check(ContentFile, string)"/>.
    /// </summary>
    public IReadOnlyDictionary<int, string> Paths { get; init; } = ReadOnlyDictionary<int, string>.Empty;

    /// <summary>
    /// Paths of files before a rename that may not have ended. When the torrent's files are first used, one that is
    /// absent at its path and present at its former one is renamed; one that is present at both stops the torrent.
    /// </summary>
    public IReadOnlyDictionary<int, string> FormerPaths { get; init; } = ReadOnlyDictionary<int, string>.Empty;

    /// <summary>Peers named by the user or a magnet link.</summary>
    public IReadOnlyList<IPEndPoint> Peers { get; init; } = [];

    /// <summary>From the last run; null for a new torrent.</summary>
    public ResumeData? Resume { get; init; }
}
