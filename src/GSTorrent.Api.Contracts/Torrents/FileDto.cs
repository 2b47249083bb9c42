using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>How much a file is wanted.</summary>
[JsonConverter(typeof(CamelCaseEnum<FilePriority>))]
public enum FilePriority
{
    /// <summary>Not wanted; not on disk.</summary>
    Skip,

    /// <summary>Wanted, after the others.</summary>
    Low,

    /// <summary>Wanted.</summary>
    Normal,

    /// <summary>Wanted before the others.</summary>
    High,
}

/// <summary>One content file of a torrent.</summary>
public sealed record FileDto
{
    /// <summary>Zero-based place in the metainfo.</summary>
    public required int Index { get; init; }

    /// <summary>Relative to the destination, with '/'.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Verified bytes.</summary>
    public long Done { get; init; }

    /// <summary>How much it is wanted.</summary>
    public FilePriority Priority { get; init; }
}
