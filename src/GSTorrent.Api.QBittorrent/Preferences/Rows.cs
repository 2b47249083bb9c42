using System.Text.Json;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Preferences;

/// <summary>Makes the rows of the table.</summary>
internal static class Rows
{
    public const long Kibi = 1024, Second = 1000, Minute = 60_000;

    /// <summary>A value that nothing here corresponds to.</summary>
    public static Preference Fixed(string name, bool value) =>
        new(name, (writer, _) => writer.WriteBooleanValue(value));

    /// <summary>A value that nothing here corresponds to.</summary>
    public static Preference Fixed(string name, long value) =>
        new(name, (writer, _) => writer.WriteNumberValue(value));

    /// <summary>A value that nothing here corresponds to.</summary>
    public static Preference Fixed(string name, string value) =>
        new(name, (writer, _) => writer.WriteStringValue(value));

    /// <summary>A switch.</summary>
    public static Preference Flag(string name, SettingDefinition setting) => new(
        name,
        (writer, view) => writer.WriteBooleanValue(view.Settings.IsOn(setting)),
        (value, changes) =>
        {
            if (Values.Flag(value) is { } flag) changes.Set(setting, flag);
        });

    /// <summary>A number in a larger unit than ours.</summary>
    public static Preference Number(string name, SettingDefinition setting, long unit = 1) => new(
        name,
        (writer, view) => writer.WriteNumberValue(view.Settings.Number(setting) / unit),
        (value, changes) =>
        {
            // What was rounded for the client and comes back shall change nothing.
            if (Values.Number(value) is { } number && number != changes.View.Settings.Number(setting) / unit)
                changes.Set(setting, Values.Times(number, unit));
        });

    /// <summary>A rate in bytes a second, 0 is no limit; below 0 none is either.</summary>
    public static Preference Rate(string name, SettingDefinition setting) => new(
        name,
        (writer, view) => writer.WriteNumberValue(view.Settings.Number(setting)),
        (value, changes) =>
        {
            if (Values.Number(value) is { } number) changes.Set(setting, Math.Max(0, number));
        });

    /// <summary>A count of which -1 stands for no limit; ours has 0, or its largest number.</summary>
    public static Preference Count(string name, SettingDefinition setting)
    {
        long none = setting.Minimum == 0 ? 0 : setting.Maximum;
        return new Preference(
            name,
            (writer, view) =>
                writer.WriteNumberValue(view.Settings.Number(setting) is var number && number == none ? -1 : number),
            (value, changes) =>
            {
                if (Values.Number(value) is { } number) changes.Set(setting, number < 0 ? none : number);
            });
    }

    /// <summary>A limit with a switch of its own; off, it is shown as -1.</summary>
    public static Preference Limit(string name, SettingDefinition isOn, SettingDefinition setting, long unit) => new(
        name,
        (writer, view) => writer.WriteNumberValue(
            view.Settings.IsOn(isOn) ? view.Settings.Number(setting) / unit : -1),
        (value, changes) =>
        {
            if (Values.Number(value) is >= 0 and var number) changes.Set(setting, Values.Times(number, unit));
        });

    /// <summary>A choice that is a number there and a word here.</summary>
    public static Preference Choice(string name, SettingDefinition setting, params string[] words) => new(
        name,
        (writer, view) => writer.WriteNumberValue(Math.Max(0, Array.IndexOf(words, view.Settings.Text(setting)))),
        (value, changes) =>
        {
            if (Values.Number(value) is >= 0 and var number && number < words.Length)
                changes.Set(setting, words[number]);
        });
}
