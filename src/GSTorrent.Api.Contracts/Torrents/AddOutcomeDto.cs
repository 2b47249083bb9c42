namespace GSTorrent.Api.Contracts;

/// <summary>What came of adding a torrent, besides the torrent.</summary>
public sealed record AddOutcomeDto
{
    /// <summary>
    /// Files of a new torrent that have other names here than it has for them, as not every system can store those;
    /// of a magnet link nobody knows yet.
    /// </summary>
    public IReadOnlyList<ChangedNameDto> ChangedNames { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Names of the request's fields that did nothing, as the torrent was there already: it stays as it is.
    /// </summary>
    public IReadOnlyList<string> IgnoredOptions { get; init => field = value ?? []; } = [];
}

/// <summary>A file that has another name here.</summary>
public sealed record ChangedNameDto
{
    /// <summary>Index of the file.</summary>
    public int Index { get; init; }

    /// <summary>Path as the torrent has it; absent if it cannot be shown.</summary>
    public string? Original { get; init; }

    /// <summary>Path below the destination.</summary>
    public required string Path { get; init; }
}
