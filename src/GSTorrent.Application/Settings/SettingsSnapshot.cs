using System.Collections.Frozen;

namespace GSTorrent.Application.Settings;

/// <summary>
/// The value of every setting at one moment, and where it comes from. Immutable: a change makes a new one.
/// </summary>
public sealed class SettingsSnapshot
{
    private readonly FrozenDictionary<string, (SettingValue Value, SettingSource Source)> _values;

    internal SettingsSnapshot(IReadOnlyDictionary<string, (SettingValue Value, SettingSource Source)> values) =>
        _values = values.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What holds if nobody sets anything.</summary>
    public static SettingsSnapshot Defaults => new SettingsLayers().ToSnapshot();

    /// <summary>The value in all its forms.</summary>
    public SettingValue this[SettingDefinition setting] => Find(setting).Value;

    /// <summary>Where the value comes from.</summary>
    public SettingSource SourceOf(SettingDefinition setting) => Find(setting).Source;

    /// <summary>The value of a boolean.</summary>
    public bool IsOn(SettingDefinition setting) => Find(setting).Value.Number != 0;

    /// <summary>The value of a number, in its unit.</summary>
    public long Number(SettingDefinition setting) => Find(setting).Value.Number;

    /// <summary>The value of a number whose bounds lie within 32 bits.</summary>
    public int Count(SettingDefinition setting) => checked((int)Find(setting).Value.Number);

    /// <summary>The value as canonical text.</summary>
    public string Text(SettingDefinition setting) => Find(setting).Value.Text;

    /// <summary>The value of a list.</summary>
    public IReadOnlyList<string> Items(SettingDefinition setting) => Find(setting).Value.Items;

    private (SettingValue Value, SettingSource Source) Find(SettingDefinition setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return _values[setting.Name];
    }
}
