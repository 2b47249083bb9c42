using System.Collections.Frozen;

namespace GSTorrent.Application.Settings;

/// <summary>Every setting there is, one row each. Command line, APIs, pages and documents are made from it.</summary>
public static class SettingsCatalog
{
    /// <summary>All settings, by area and in the order in which they are shown.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        .. TransferSettings.All, .. AlternativeSettings.All, .. QueueSettings.All, .. SharingSettings.All,
        .. NetworkSettings.All, .. StorageSettings.All, .. AccessSettings.All,
    ];

    private static readonly FrozenDictionary<string, SettingDefinition> ByName =
        All.ToFrozenDictionary(setting => setting.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The setting of that name, if there is one.</summary>
    public static Result<SettingDefinition> Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (ByName.TryGetValue(name.Trim(), out SettingDefinition? setting)) return setting;
        string? near = All.Select(known => known.Name).FirstOrDefault(known => IsNear(known, name));
        string hint = near is null ? "" : $" Did you mean {near}?";
        return new AppError("setting-not-found", $"There is no setting '{Excerpt.Of(name)}'.{hint}");
    }

    private static bool IsNear(string known, string name) =>
        name.Length > 3 && (known.Contains(name, StringComparison.OrdinalIgnoreCase)
            || known.EndsWith(name[(name.LastIndexOf('.') + 1)..], StringComparison.OrdinalIgnoreCase));

}
