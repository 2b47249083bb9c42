namespace GSTorrent.Api.Contracts;

/// <summary>Gives some files a priority.</summary>
public sealed record FilePriorityRule
{
    /// <summary>Index, range as in "0-3", path or glob ("*.txt", "folder/**", "*" for all).</summary>
    public required string Files { get; init; }

    /// <summary>Their new priority.</summary>
    public required FilePriority Priority { get; init; }
}

/// <summary>Changes priorities; files that no rule names keep theirs. A rule that names no file is refused.</summary>
public sealed record PrioritiesRequest
{
    /// <summary>Applied in order: the last one that names a file decides.</summary>
    public required IReadOnlyList<FilePriorityRule> Rules { get; init; }
}
