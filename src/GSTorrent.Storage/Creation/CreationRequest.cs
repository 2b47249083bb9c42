namespace GSTorrent.Storage;

/// <summary>What is to be made of what.</summary>
public sealed record CreationRequest
{
    /// <summary>Absolute path of the file or folder.</summary>
    public required string ContentPath { get; init; }

    /// <summary>Absolute path of the metainfo file; null: by the content's name.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Absolute path of the folder where a metainfo file without a path of its own goes.</summary>
    public required string DefaultFolder { get; init; }

    /// <summary>Which clients shall be able to read it.</summary>
    public TorrentVersion Version { get; init; }

    /// <summary>Announce addresses by tier (BEP 12).</summary>
    public IReadOnlyList<IReadOnlyList<string>> TrackerTiers { get; init; } = [];

    /// <summary>Addresses that serve the content too (BEP 19).</summary>
    public IReadOnlyList<string> WebSeeds { get; init; } = [];

    /// <summary>Peers from its trackers only (BEP 27).</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Free text.</summary>
    public string? Comment { get; init; }

    /// <summary>Name of a site; it gives the same content another info-hash.</summary>
    public string? Source { get; init; }

    /// <summary>Bytes; null: by the size of the content.</summary>
    public int? PieceLength { get; init; }

    /// <summary>When it is made; null leaves it out, so that the same content gives the same bytes.</summary>
    public long? DateUnixSeconds { get; init; }

    /// <summary>May a file that is there be replaced?</summary>
    public bool Force { get; init; }
}
