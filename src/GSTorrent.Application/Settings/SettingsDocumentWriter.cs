using System.Globalization;
using System.Text;

namespace GSTorrent.Application.Settings;

/// <summary>Writes docs/settings.md from the catalog.</summary>
public static class SettingsDocumentWriter
{
    private const string Introduction = """
        # Settings

        Generated from the catalog of settings; a test keeps it true.

        A value is taken from the first of these that has one: the command line (`--set NAME=VALUE`), the environment
        variable, what was changed at run time (`gstctl settings set NAME=VALUE`), `gstorrent.json` in the state
        directory, `/etc/gstorrent/gstorrent.json`, the default. `gstctl settings get` shows each value and where it
        comes from.

        Rates and sizes take `500k`, `2M`, `1G` (powers of 1000) or `500Ki`, `1.5MiB`, `1Gi` (powers of 1024), as they
        do in `gstctl limit` and `gstctl add`; a rate may end in `/s`, and `none` is no limit. Durations take `250ms`,
        `5s`, `2min`.

        """;

    /// <summary>The whole document, with line feeds and one at its end.</summary>
    public static string Write()
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        string area = "";
        foreach (SettingDefinition setting in SettingsCatalog.All)
        {
            string next = setting.Name[..setting.Name.IndexOf('.', StringComparison.Ordinal)];
            if (!string.Equals(next, area, StringComparison.Ordinal)) WriteHeading(text, next);
            area = next;
            WriteRow(text, setting);
        }

        return text.ToString();
    }

    private static void WriteHeading(StringBuilder text, string area) =>
        text.Append(CultureInfo.InvariantCulture, $"\n## {area}\n\n")
            .Append("| setting | type | default | text |\n|---|---|---|---|\n");

    private static void WriteRow(StringBuilder text, SettingDefinition setting)
    {
        string value = setting.Default.Length == 0 ? "(empty)" : $"`{setting.Default}`";
        text.Append(CultureInfo.InvariantCulture, $"| `{setting.Name}`<br>`{setting.EnvironmentVariable}` ")
            .Append(CultureInfo.InvariantCulture, $"| {Describe(setting)} | {value} | {setting.Text}")
            .Append(setting.IsOperatorOnly ? " Cannot be changed at run time." : "")
            .Append(setting.NeedsRestart ? " A change waits for the next start. |\n" : " |\n");
    }

    private static string Describe(SettingDefinition setting)
    {
        if (setting.Type == SettingType.Choice) return string.Join(" or ", setting.Choices.Select(c => $"`{c}`"));
        string kind = setting.Type switch
        {
            SettingType.AddressV4 => "IPv4 address",
            SettingType.AddressV6 => "IPv6 address",
            SettingType.AddressList => "addresses",
            SettingType.PathList => "paths",
            SettingType.HostList => "hosts",
            SettingType.UrlPath => "path of URLs",
            _ => setting.Type.ToString().ToLowerInvariant(),
        };
        string unit = setting.Unit is null ? "" : $" in {setting.Unit}";
        bool bounded = setting.IsNumber && setting.Maximum != long.MaxValue;
        return kind + unit + (bounded ? $", {setting.Minimum} to {setting.Maximum}" : "");
    }
}
