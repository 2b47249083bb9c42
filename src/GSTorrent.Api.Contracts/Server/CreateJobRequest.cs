using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>Which clients can read a torrent.</summary>
[JsonConverter(typeof(CamelCaseEnum<MetainfoVersion>))]
public enum MetainfoVersion
{
    /// <summary>All.</summary>
    V1,

    /// <summary>Those that know BEP 52.</summary>
    V2,

    /// <summary>All; those that know BEP 52 use it.</summary>
    Hybrid,
}

/// <summary>Makes a .torrent file of content on the server: <c>POST /jobs/creations</c>.</summary>
public sealed record CreateJobRequest
{
    /// <summary>Absolute path of the file or folder, in or below the destination or another root.</summary>
    public required string ContentPath { get; init; }

    /// <summary>Absolute path for the .torrent file; absent: it is kept with the job only.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Absent: v1.</summary>
    public MetainfoVersion Version { get; init; }

    /// <summary>Bytes, a power of two from 16 KiB on; absent: by the size of the content.</summary>
    public int? PieceLengthBytes { get; init; }

    /// <summary>Peers from its trackers only (BEP 27).</summary>
    public bool Private { get; init; }

    /// <summary>Free text.</summary>
    public string? Comment { get; init; }

    /// <summary>Name of a site; it gives the same content another info-hash.</summary>
    public string? Source { get; init; }

    /// <summary>Announce URLs, a tier each (BEP 12).</summary>
    public IReadOnlyList<string>? Trackers { get; init; }

    /// <summary>URLs that serve the content too (BEP 19).</summary>
    public IReadOnlyList<string>? WebSeeds { get; init; }

    /// <summary>Add the torrent and seed it once it is made.</summary>
    public bool StartSeeding { get; init; }
}
