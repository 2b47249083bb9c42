using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>Where a setting's value comes from; the later beats the earlier.</summary>
[JsonConverter(typeof(CamelCaseEnum<SettingSource>))]
public enum SettingSource
{
    /// <summary>Nobody set it.</summary>
    Default,

    /// <summary>gstorrent.json.</summary>
    File,

    /// <summary>Changed at run time and kept.</summary>
    Changed,

    /// <summary>An environment variable GSTORRENT_….</summary>
    Environment,

    /// <summary>The server's command line.</summary>
    CommandLine,
}

/// <summary>One setting: what it is and what it says now.</summary>
public sealed record SettingDto
{
    /// <summary>Dotted name, such as transfers.download-limit.</summary>
    public required string Name { get; init; }

    /// <summary>boolean, integer, rate, size, duration, text, choice, path, address or list.</summary>
    public required string Type { get; init; }

    /// <summary>The value as text; absent for a secret.</summary>
    public string? Value { get; init; }

    /// <summary>The value that it has if nobody sets it.</summary>
    public required string Default { get; init; }

    /// <summary>Where the value comes from.</summary>
    public required SettingSource Source { get; init; }

    /// <summary>Smallest value, of numbers.</summary>
    public long? Minimum { get; init; }

    /// <summary>Largest value, of numbers.</summary>
    public long? Maximum { get; init; }

    /// <summary>Unit of numbers.</summary>
    public string? Unit { get; init; }

    /// <summary>All values, of a choice.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>What it does, in a sentence or two.</summary>
    public required string Text { get; init; }

    /// <summary>Does a change wait for the next start?</summary>
    public bool NeedsRestart { get; init; }

    /// <summary>Is it set by command line, environment or file only, and cannot be changed here?</summary>
    public bool OperatorOnly { get; init; }
}

/// <summary>Changes settings: all of them or, if one is wrong, none.</summary>
public sealed record SettingsPatchRequest
{
    /// <summary>Name to value as text; null takes the changed value away again.</summary>
    public required IReadOnlyDictionary<string, string?> Values { get; init; }
}
