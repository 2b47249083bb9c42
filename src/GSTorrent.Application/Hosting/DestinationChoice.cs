using GSTorrent.Application.Persistence;
using GSTorrent.Application.Settings;

namespace GSTorrent.Application.Hosting;

/// <summary>Where downloads go in this run, and what there is to say about it.</summary>
/// <param name="Path">A directory that exists.</param>
/// <param name="Warnings">A sentence each.</param>
internal sealed record DestinationChoice(string Path, IReadOnlyList<string> Warnings)
{
    /// <summary>The directory that the command line names, if it exists; it is as strong as any option there.</summary>
    public static string? Named(HostOptions options)
    {
        if (string.IsNullOrEmpty(options.Destination)) return null;
        string path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(options.Destination));
        return Directory.Exists(path) ? path : null;
    }

    /// <summary>Chooses, and makes the default directory if it is that.</summary>
    public static Result<DestinationChoice> Make(HostOptions options, SettingsSnapshot settings)
    {
        bool isSet = settings.SourceOf(StorageSettings.Destination) != SettingSource.Default;
        string wished = isSet ? settings.Text(StorageSettings.Destination) : options.DefaultDestination;
        bool isNamedInVain = !string.IsNullOrEmpty(options.Destination) && Named(options) is null;
        string missing = isNamedInVain ? options.Destination! : wished;
        bool isDefault = string.Equals(wished, options.DefaultDestination, StringComparison.Ordinal);
        if (!isNamedInVain && !isDefault && Directory.Exists(wished)) return new DestinationChoice(wished, []);
        string path = options.DefaultDestination;
        if (TemporaryPlace.Prepare(path) is { } refused) return refused;
        var warnings = new List<string>();
        if (isNamedInVain || !isDefault)
        {
            string why = File.Exists(missing) ? "is not a directory" : "does not exist";
            warnings.Add($"The destination {missing} {why}, so downloads go to {path}.");
        }

        warnings.Add($"The destination {path} is temporary: the system may delete what lies there. "
            + "Name a lasting one with --destination.");
        return new DestinationChoice(path, warnings);
    }

    /// <summary>Remembers the directory that the command line names for later runs.</summary>
    public static async Task<AppError?> RememberAsync(HostOptions options, SettingsStore settings, LoadedState state)
    {
        string name = StorageSettings.Destination.Name;
        if (Named(options) is not { } path) return null;
        string? former = state.Settings.GetValueOrDefault(name);
        return string.Equals(former, path, StringComparison.Ordinal)
            ? null
            : await settings.RememberDestinationAsync(path, former);
    }
}
