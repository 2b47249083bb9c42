using System.Collections.Immutable;

namespace GSTorrent.Application.Settings;

/// <summary>
/// Valid values by where they come from. Immutable; the snapshot takes the strongest of each setting.
/// </summary>
internal sealed record SettingsLayers
{
    private static readonly ImmutableDictionary<string, SettingValue> None =
        ImmutableDictionary<string, SettingValue>.Empty.WithComparers(StringComparer.Ordinal);

    private ImmutableDictionary<SettingSource, ImmutableDictionary<string, SettingValue>> BySource { get; init; } =
        ImmutableDictionary<SettingSource, ImmutableDictionary<string, SettingValue>>.Empty;

    /// <summary>The same with one value more; null takes the value of that source away.</summary>
    public SettingsLayers With(SettingSource source, SettingDefinition setting, SettingValue? value)
    {
        ImmutableDictionary<string, SettingValue> layer = BySource.GetValueOrDefault(source, None);
        layer = value is null ? layer.Remove(setting.Name) : layer.SetItem(setting.Name, value);
        return this with { BySource = BySource.SetItem(source, layer) };
    }

    public SettingsSnapshot ToSnapshot()
    {
        var values = new Dictionary<string, (SettingValue, SettingSource)>(StringComparer.Ordinal);
        foreach (SettingDefinition setting in SettingsCatalog.All) values[setting.Name] = Strongest(setting);
        return new SettingsSnapshot(values);
    }

    private (SettingValue Value, SettingSource Source) Strongest(SettingDefinition setting)
    {
        for (SettingSource source = SettingSource.CommandLine; source > SettingSource.Default; source--)
        {
            ImmutableDictionary<string, SettingValue>? layer = BySource.GetValueOrDefault(source);
            if (layer is not null && layer.TryGetValue(setting.Name, out SettingValue? value)) return (value, source);
        }

        return (SettingParser.Parse(setting, setting.Default).Value, SettingSource.Default);
    }
}
