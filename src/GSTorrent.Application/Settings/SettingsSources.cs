namespace GSTorrent.Application.Settings;

/// <summary>What the settings are made from at the start: names to texts, not validated.</summary>
public sealed record SettingsSources
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>Options of the command line, by name of setting.</summary>
    public IReadOnlyDictionary<string, string> CommandLine { get; init; } = None;

    /// <summary>All environment variables; those that do not begin with GSTORRENT_ are passed over.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = None;

    /// <summary>Changed at run time, from the state database.</summary>
    public IReadOnlyDictionary<string, string> Changed { get; init; } = None;

    /// <summary>Settings files, the strongest first; those that do not exist are passed over.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>gstorrent.json in the state directory and in /etc/gstorrent.</summary>
    public static IReadOnlyList<string> UsualFiles(string stateDirectory) =>
        [Path.Combine(stateDirectory, "gstorrent.json"), "/etc/gstorrent/gstorrent.json"];
}
