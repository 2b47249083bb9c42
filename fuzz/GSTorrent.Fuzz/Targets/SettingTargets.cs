using System.Text;
using GSTorrent.Application;
using GSTorrent.Application.Settings;

namespace GSTorrent.Fuzz.Targets;

/// <summary>Settings, from a file and over any API.</summary>
internal static class SettingTargets
{
    public static void File(byte[] bytes)
    {
        if (SettingsFileReader.Read(bytes, "x.json").TryGet(out _, out AppError? error)) return;
        Expect.That(error.Message.Length > 0, "an error says nothing");
    }

    /// <summary>One text as the value of every setting: what is taken is taken again as it is shown.</summary>
    public static void Value(byte[] bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        foreach (SettingDefinition setting in SettingsCatalog.All)
        {
            if (!SettingParser.Parse(setting, text).TryGet(out SettingValue? value, out AppError? error))
            {
                Expect.That(error.Message.Contains(setting.Name, StringComparison.Ordinal), "an error has no setting");
                continue;
            }

            Expect.That(
                SettingParser.Parse(setting, value.Text).TryGet(out SettingValue? again, out _),
                $"{setting.Name}: '{value.Text}' is shown but not taken");
            Expect.That(
                string.Equals(value.Text, again!.Text, StringComparison.Ordinal),
                $"{setting.Name}: '{value.Text}' is '{again.Text}' when it is set again");
        }
    }
}
