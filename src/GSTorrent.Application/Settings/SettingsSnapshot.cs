using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace GSTorrent.Application.Settings;

/// <summary>
/// The value of every setting at one moment, and where it comes from. Immutable: a change makes a new one.
/// </summary>
public sealed class SettingsSnapshot
{
    // Of this run only: a tag must not let anybody try out what a secret value may be.
    private static readonly byte[] TagKey = RandomNumberGenerator.GetBytes(32);

    private readonly FrozenDictionary<string, (SettingValue Value, SettingSource Source)> _values;
    private readonly Lazy<string> _tag;
    private readonly Lazy<SettingsSnapshot> _withoutMachine;

    internal SettingsSnapshot(IReadOnlyDictionary<string, (SettingValue Value, SettingSource Source)> values)
    {
        _values = values.ToFrozenDictionary(StringComparer.Ordinal);
        _tag = new Lazy<string>(MakeTag);
        _withoutMachine = new Lazy<SettingsSnapshot>(HideMachine);
    }

    /// <summary>What holds if nobody sets anything.</summary>
    public static SettingsSnapshot Defaults => new SettingsLayers().ToSnapshot();

    /// <summary>Equal in two snapshots of one run if all values and sources are; letters and digits.</summary>
    public string Tag => _tag.Value;

    /// <summary>
    /// The same for those who do not see all torrents: what is about the machine says its default, whatever it is.
    /// </summary>
    public SettingsSnapshot WithoutMachine => _withoutMachine.Value;

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

    private SettingsSnapshot HideMachine()
    {
        SettingsSnapshot defaults = Defaults;
        return new SettingsSnapshot(SettingsCatalog.All.ToDictionary(
            setting => setting.Name,
            setting => setting.IsAboutMachine ? defaults.Find(setting) : Find(setting),
            StringComparer.Ordinal));
    }

    private string MakeTag()
    {
        var text = new StringBuilder();
        foreach (SettingDefinition setting in SettingsCatalog.All)
        {
            (SettingValue value, SettingSource source) = _values[setting.Name];
            text.Append(value.Text).Append('\0').Append((char)source).Append('\0');
        }

        byte[] tag = HMACSHA256.HashData(TagKey, Encoding.UTF8.GetBytes(text.ToString()));
        return Convert.ToHexStringLower(tag.AsSpan(0, 16));
    }

    private (SettingValue Value, SettingSource Source) Find(SettingDefinition setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return _values[setting.Name];
    }
}
