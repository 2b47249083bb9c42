using GSTorrent.Primitives;

namespace GSTorrent.Application.Journal;

/// <summary>How much an entry matters.</summary>
public enum JournalSeverity
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>Somebody should look at it.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Error,
}

/// <summary>One durable event. Immutable.</summary>
public sealed record JournalEntry
{
    /// <summary>Rises by each entry and never starts again.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened.</summary>
    public required long TimeUnixMs { get; init; }

    /// <summary>How much it matters.</summary>
    public required JournalSeverity Severity { get; init; }

    /// <summary>Stable kebab-case word.</summary>
    public required string Kind { get; init; }

    /// <summary>Torrent that it is about.</summary>
    public InfoHash? InfoHash { get; init; }

    /// <summary>Whose places it takes: those of a caller and a kind; null: those of its kind.</summary>
    public string? Room { get; init; }

    /// <summary>What happened, in a sentence.</summary>
    public required string Text { get; init; }
}
