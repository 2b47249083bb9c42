namespace GSTorrent.Application.Settings;

/// <summary>Makes the settings of this run from their sources.</summary>
internal sealed class SettingsLoader
{
    private const string VariablePrefix = "GSTORRENT_";

    // The client reads the first two; the last one names a build of the server to those who start it.
    private static readonly HashSet<string> OtherVariables =
        new(StringComparer.Ordinal) { "GSTORRENT_SERVER", "GSTORRENT_TOKEN", "GSTORRENT_BINARY" };

    private readonly List<string> _warnings = [];
    private SettingsLayers _layers = new();

    /// <summary>What was passed over, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    public SettingsLayers Layers => _layers;

    /// <summary>
    /// What an operator wrote must be right, so the first wrong value of file, environment or command line is an
    /// error; what the state holds may come from another version, so it is passed over with a warning.
    /// </summary>
    public AppError? Load(SettingsSources sources)
    {
        foreach ((string name, string text) in sources.Changed)
        {
            AppError? passedOver = Put(SettingSource.Changed, name, text);
            if (passedOver is not null) _warnings.Add($"A stored value is passed over. {passedOver.Message}");
        }

        return LoadFiles(sources.Files) ?? LoadEnvironment(sources.Environment) ?? LoadCommandLine(sources.CommandLine);
    }

    private AppError? LoadFiles(IReadOnlyList<string> paths)
    {
        foreach (string path in paths.Reverse())
        {
            if (!File.Exists(path)) continue;
            if (!Read(path).TryGet(out var values, out AppError? error)) return error;
            foreach ((string name, string text) in values)
            {
                AppError? wrong = Put(SettingSource.File, name, text);
                if (wrong is not null) return new AppError(wrong.Code, $"{path}: {wrong.Message}");
            }
        }

        return null;
    }

    private static Result<IReadOnlyDictionary<string, string>> Read(string path)
    {
        try
        {
            return SettingsFileReader.Read(File.ReadAllBytes(path), path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new AppError("setting-invalid", $"{path} cannot be read: {unreadable.Message}");
        }
    }

    private AppError? LoadEnvironment(IReadOnlyDictionary<string, string> variables)
    {
        var names = SettingsCatalog.All.ToDictionary(
            setting => setting.EnvironmentVariable, setting => setting.Name, StringComparer.Ordinal);
        foreach ((string variable, string text) in variables)
        {
            if (!variable.StartsWith(VariablePrefix, StringComparison.Ordinal)) continue;
            if (OtherVariables.Contains(variable)) continue;
            if (!names.TryGetValue(variable, out string? name))
            {
                _warnings.Add($"Environment variable {variable} names no setting and is passed over.");
                continue;
            }

            AppError? wrong = Put(SettingSource.Environment, name, text);
            if (wrong is not null) return new AppError(wrong.Code, $"Environment variable {variable}: {wrong.Message}");
        }

        return null;
    }

    private AppError? LoadCommandLine(IReadOnlyDictionary<string, string> options)
    {
        foreach ((string name, string text) in options)
        {
            AppError? wrong = Put(SettingSource.CommandLine, name, text);
            if (wrong is not null) return wrong;
        }

        return null;
    }

    private AppError? Put(SettingSource source, string name, string text)
    {
        if (!SettingsCatalog.Find(name).TryGet(out SettingDefinition? setting, out AppError? unknown)) return unknown;
        if (!SettingParser.Parse(setting, text).TryGet(out SettingValue? value, out AppError? wrong)) return wrong;
        _layers = _layers.With(source, setting, value);
        return null;
    }
}
