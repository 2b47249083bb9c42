using System.Globalization;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Preferences;

/// <summary>Settings that a request changes, all at once at its end.</summary>
internal sealed class PreferenceChanges(PreferenceView view)
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    /// <summary>New texts by the names of settings.</summary>
    public IReadOnlyDictionary<string, string?> Values => _values;

    public PreferenceView View => view;

    /// <summary>The number that a setting is going to have.</summary>
    public long Number(SettingDefinition setting) =>
        _values.TryGetValue(setting.Name, out string? text)
        && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : view.Settings.Number(setting);

    /// <summary>Gives a setting a number, the nearest that it may have.</summary>
    public void Set(SettingDefinition setting, long number)
    {
        long near = Math.Clamp(number, setting.Minimum, setting.Maximum);
        Set(setting, near.ToString(CultureInfo.InvariantCulture));
    }

    public void Set(SettingDefinition setting, bool value) => Set(setting, value ? "true" : "false");

    /// <summary>Clients send all that they know: what stays as it is needs no change, and no check either.</summary>
    public void Set(SettingDefinition setting, string text)
    {
        if (string.Equals(view.Settings.Text(setting), text, StringComparison.Ordinal)) _values.Remove(setting.Name);
        else _values[setting.Name] = text;
    }
}
