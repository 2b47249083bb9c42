namespace GSTorrent.Api.Contracts;

/// <summary>Why something was not done: RFC 9457, media type application/problem+json.</summary>
public sealed record ProblemDto
{
    /// <summary>about:blank, as the code tells more.</summary>
    public string Type { get; init => field = value ?? "about:blank"; } = "about:blank";

    /// <summary>The kind of problem in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What exactly was wrong and where.</summary>
    public string? Detail { get; init; }

    /// <summary>Stable kebab-case word for programs, such as torrent-not-found.</summary>
    public required string Code { get; init; }
}
