namespace GSTorrent.Application;

/// <summary>What a host is made from.</summary>
public sealed record HostOptions
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    /// <summary>Directory of everything that is remembered; see <see cref="Persistence.StateDirectory"/>.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Settings of this run, by name; not validated.</summary>
    public IReadOnlyDictionary<string, string> CommandLineSettings { get; init; } = None;

    /// <summary>All environment variables; those that do not begin with GSTORRENT_ are passed over.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = None;

    /// <summary>Directory for content, as the command line names it; remembered if it exists.</summary>
    public string? Destination { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The source of all chance; null takes one from the system.</summary>
    public int? Seed { get; init; }

    /// <summary>Settings files, the strongest first; see <see cref="Settings.SettingsSources.UsualFiles"/>.</summary>
    public IReadOnlyList<string> SettingsFiles { get; init; } = [];

    /// <summary>Where content goes if nobody names a place.</summary>
    internal string DefaultDestination { get; init; } = Settings.StorageSettings.Destination.Default;

    /// <summary>Asks the disks; null: on the clock, without anything in between.</summary>
    internal Disks.DiskAsker? Disks { get; init; }
}
