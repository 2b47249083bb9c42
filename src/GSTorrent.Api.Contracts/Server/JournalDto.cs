using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>How much an entry matters.</summary>
[JsonConverter(typeof(CamelCaseEnum<JournalSeverity>))]
public enum JournalSeverity
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>Somebody should look at it.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Error,
}

/// <summary>One durable event.</summary>
public sealed record JournalEntryDto
{
    /// <summary>Rises by each entry, never starts again.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened.</summary>
    public required long TimeUnixMs { get; init; }

    /// <summary>How much it matters.</summary>
    public required JournalSeverity Severity { get; init; }

    /// <summary>Stable kebab-case word, such as torrent-added.</summary>
    public required string Kind { get; init; }

    /// <summary>Torrent that it is about.</summary>
    public string? InfoHash { get; init; }

    /// <summary>What happened, in a sentence.</summary>
    public required string Text { get; init; }
}

/// <summary>Entries after a cursor, the oldest first.</summary>
public sealed record JournalDto
{
    /// <summary>Give it as <c>since</c> next time.</summary>
    public required long Cursor { get; init; }

    /// <summary>Entries between the cursor and the first one here were dropped.</summary>
    public bool Gap { get; init; }

    /// <summary>The entries, at most 1,000; ask again if there are so many.</summary>
    public required IReadOnlyList<JournalEntryDto> Entries { get; init; }
}
