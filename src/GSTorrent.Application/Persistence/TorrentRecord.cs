using GSTorrent.Primitives;

namespace GSTorrent.Application.Persistence;

/// <summary>What people decided about a torrent, as it is stored. Changes seldom.</summary>
public sealed record TorrentRecord
{
    /// <summary>Which torrent.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Its number, never given to another.</summary>
    public required int Number { get; init; }

    /// <summary>Shown name.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute path of the directory that holds the content; empty if it was lost with the record.</summary>
    public required string Destination { get; init; }

    /// <summary>When it was added.</summary>
    public required long AddedUnixMs { get; init; }

    /// <summary>When the last wanted piece was verified.</summary>
    public long? FinishedUnixMs { get; init; }

    /// <summary>Shall it run?</summary>
    public bool Running { get; init; }

    /// <summary>Why it does not run although it shall.</summary>
    public string? Error { get; init; }

    /// <summary>One byte a file; null is normal for all.</summary>
    public byte[]? Priorities { get; init; }

    /// <summary>Pieces in order instead of rarest first.</summary>
    public bool Sequential { get; init; }

    /// <summary>Bytes a second; 0 is no limit.</summary>
    public long DownloadLimit { get; init; }

    /// <summary>Bytes a second; 0 is no limit.</summary>
    public long UploadLimit { get; init; }

    /// <summary>Labels; none holds a line feed.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// Rules by which files get their priorities once the metainfo of a magnet link has come; none holds a line feed.
    /// </summary>
    public IReadOnlyList<string> FileRules { get; init; } = [];

    /// <summary>Peers that people named, as host:port.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>All else that people wish.</summary>
    public TorrentWishes Wishes { get; init; } = TorrentWishes.None;
}
