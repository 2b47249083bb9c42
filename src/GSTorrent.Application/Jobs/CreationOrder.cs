using GSTorrent.Storage;

namespace GSTorrent.Application.Jobs;

/// <summary>A torrent that shall be made of content on the server. Immutable.</summary>
public sealed record CreationOrder
{
    /// <summary>Absolute path of the file or folder, in or below a root.</summary>
    public required string ContentPath { get; init; }

    /// <summary>Absolute path of the .torrent file, in or below a root; null: it is kept with the job only.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Which clients shall be able to read it.</summary>
    public TorrentVersion Version { get; init; }

    /// <summary>Bytes; null: by the size of the content.</summary>
    public int? PieceLength { get; init; }

    /// <summary>Peers from its trackers only (BEP 27).</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Free text.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Name of a site; it gives the same content another info-hash.</summary>
    public string Source { get; init; } = "";

    /// <summary>Announce URLs, a tier each (BEP 12).</summary>
    public IReadOnlyList<string> Trackers { get; init; } = [];

    /// <summary>URLs that serve the content too (BEP 19).</summary>
    public IReadOnlyList<string> WebSeeds { get; init; } = [];

    /// <summary>Shall the torrent be added and seeded once it is made?</summary>
    public bool StartsSeeding { get; init; }
}
