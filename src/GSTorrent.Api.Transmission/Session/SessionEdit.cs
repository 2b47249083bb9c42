using System.Globalization;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>
/// A session_set while it is read: what was given, and which settings that changes. The settings are changed together
/// afterwards, all or none.
/// </summary>
internal sealed class SessionEdit(Arguments given, GstHost host)
{
    private readonly Dictionary<string, string?> _changes = new(StringComparer.Ordinal);
    private readonly SettingsSnapshot _now = host.Settings.Current;

    public Arguments Given => given;

    /// <summary>The settings as they are.</summary>
    public SettingsSnapshot Now => _now;

    /// <summary>The port that is open for peers; 0: none is.</summary>
    public int PeerPort => host.PeerPort;

    /// <summary>Where content goes if nobody names a place.</summary>
    public string Destination => host.Destination;

    /// <summary>New texts by name of setting.</summary>
    public IReadOnlyDictionary<string, string?> Changes => _changes;

    /// <summary>Why nothing of it can be done; null: it can.</summary>
    public RpcError? Error { get; private set; }

    public void Refuse(RpcErrorCode code, string text) => Error ??= new RpcError(code, text);

    public void Set(SettingDefinition setting, bool value) => Put(setting, value ? "true" : "false");

    /// <summary>In the setting's own unit; what is beyond its bounds is taken for the nearest that is not.</summary>
    public void Set(SettingDefinition setting, long value) => Put(
        setting,
        Math.Clamp(value, setting.Minimum, setting.Maximum).ToString(CultureInfo.InvariantCulture));

    public void Set(SettingDefinition setting, string value) => Put(setting, value);

    // Clients send back all that they have read: what is as it was is no change, and needs no decision of anybody's.
    private void Put(SettingDefinition setting, string text)
    {
        if (!string.Equals(_now.Text(setting), text, StringComparison.Ordinal)) _changes[setting.Name] = text;
    }
}
