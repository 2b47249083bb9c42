using System.Globalization;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>A row of the table of session keys.</summary>
/// <param name="Name">In both dialects.</param>
/// <param name="Kind">What its value is, in the words of the documents.</param>
/// <param name="Write">Writes the value, without the name.</param>
internal sealed record SessionKey(RpcName Name, string Kind, Action<RpcWriter, SessionView> Write)
{
    /// <summary>What a new value does, called if one was given; null: it is passed over in silence.</summary>
    public Action<SessionEdit>? Apply { get; init; }

    /// <summary>The setting behind it, for the documents; null: there is none.</summary>
    public string? Setting { get; init; }

    /// <summary>Has it always the same value, as there is nothing of its kind here?</summary>
    public bool IsFixed { get; init; }

    public static SessionKey Fixed(string name, bool value) => Flag(name, _ => value) with { IsFixed = true };

    public static SessionKey Fixed(string name, long value) => Number(name, _ => value) with { IsFixed = true };

    public static SessionKey Fixed(string name, string value) => Text(name, _ => value) with { IsFixed = true };

    public static SessionKey Flag(string name, Func<SessionView, bool> value) => new(
        RpcName.Kebab(name), "boolean", (writer, view) => writer.Json.WriteBooleanValue(value(view)));

    public static SessionKey Number(string name, Func<SessionView, long> value) => new(
        RpcName.Kebab(name), "number", (writer, view) => writer.Json.WriteNumberValue(value(view)));

    public static SessionKey Text(string name, Func<SessionView, string> value) => new(
        RpcName.Kebab(name), "string", (writer, view) => writer.Json.WriteStringValue(value(view)));

    /// <summary>A switch that is a switch here, too.</summary>
    public static SessionKey FlagOf(string name, SettingDefinition setting, bool isInverse = false) =>
        Flag(name, view => view.Settings.IsOn(setting) != isInverse) with
        {
            Setting = setting.Name,
            Apply = edit =>
            {
                if (edit.Given.Flag(name) is { } value) edit.Set(setting, value != isInverse);
            },
        };

    /// <summary>A number that is one here, too, in units of <paramref name="unit"/> of ours.</summary>
    public static SessionKey NumberOf(string name, SettingDefinition setting, long unit = 1) =>
        Number(name, view => view.Settings.Number(setting) / unit) with
        {
            Setting = setting.Name,
            Apply = edit =>
            {
                if (edit.Given.Number(name) is not { } value || value == edit.Now.Number(setting) / unit) return;
                edit.Set(setting, value < 0 ? 0 : Math.Min(value, long.MaxValue / unit) * unit);
            },
        };

    /// <summary>A ratio.</summary>
    public static SessionKey RatioOf(string name, string legacy, SettingDefinition setting) => new(
        new RpcName(name, legacy), "double", (writer, view) => writer.Real(view.Settings.Number(setting) / 1000.0))
    {
        Setting = setting.Name,
        Apply = edit =>
        {
            if (edit.Given.Real(name) is not { } ratio) return;
            double near = Math.Clamp(ratio, setting.Minimum, setting.Maximum);
            edit.Set(setting, near.ToString("0.###", CultureInfo.InvariantCulture));
        },
    };

    /// <summary>The same under a name that follows no rule in the legacy dialect.</summary>
    public SessionKey As(string legacy) => this with { Name = new RpcName(Name.Snake, legacy) };
}
