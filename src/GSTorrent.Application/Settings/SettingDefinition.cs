namespace GSTorrent.Application.Settings;

/// <summary>
/// One row of the catalog: what a setting is. Its text form is the one that every door takes and shows.
/// </summary>
public sealed record SettingDefinition
{
    /// <summary>Dotted kebab-case name.</summary>
    public required string Name { get; init; }

    /// <summary>How its text is read.</summary>
    public required SettingType Type { get; init; }

    /// <summary>Canonical text of the value that it has if nobody sets it.</summary>
    public required string Default { get; init; }

    /// <summary>Smallest number, in the unit of the text.</summary>
    public long Minimum { get; init; }

    /// <summary>Longest text.</summary>
    public int MaxTextLength { get; init; } = 4096;

    /// <summary>Largest number, in the unit of the text.</summary>
    public long Maximum { get; init; } = long.MaxValue;

    /// <summary>All words of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What it does, in a sentence or two.</summary>
    public required string Text { get; init; }

    /// <summary>Does a change wait for the next start?</summary>
    public bool NeedsRestart { get; init; }

    /// <summary>
    /// Is it for the one who starts the server only: by command line, environment or file, and over no API?
    /// </summary>
    public bool IsOperatorOnly { get; init; }

    /// <summary>
    /// Is it about the machine, its network and who reaches it? Then it is not shown to somebody who sees a part of
    /// the torrents only.
    /// </summary>
    public bool IsAboutMachine { get; init; }

    /// <summary>Is its value never to be shown?</summary>
    public bool IsSecret { get; init; }

    /// <summary>Is the value a number?</summary>
    public bool IsNumber => Type is SettingType.Integer or SettingType.Rate or SettingType.Size or SettingType.Duration
        or SettingType.Ratio;

    /// <summary>Unit of numbers, null if there is none.</summary>
    public string? Unit => Type switch
    {
        SettingType.Rate => "bytes/s",
        SettingType.Size => "bytes",
        SettingType.Duration => "ms",
        _ => null,
    };

    /// <summary>GSTORRENT_ and the name in capitals, every other sign an underscore.</summary>
    public string EnvironmentVariable =>
        "GSTORRENT_" + Name.Replace('.', '_').Replace('-', '_').ToUpperInvariant();
}
