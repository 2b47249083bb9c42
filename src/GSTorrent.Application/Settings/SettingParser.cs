using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Settings;

/// <summary>
/// Text to value, by the setting's row in the catalog. Errors name the setting and what would be right.
/// </summary>
public static class SettingParser
{
    private const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    // First words of the routes of all three APIs and of the page where one signs in.
    private static readonly string[] OwnRoutes = ["api", "transmission", "sign-in"];

    /// <summary>Reads and checks a value.</summary>
    public static Result<SettingValue> Parse(SettingDefinition setting, string text)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > setting.MaxTextLength || text.Any(char.IsControl)) return TooLong(setting);
        Result<SettingValue> parsed = Read(setting, text);
        // An address in full ("0.1" is 0.0.0.1) is longer than what was given; what is shown must be taken again.
        return parsed.TryGet(out SettingValue? value, out _) && value.Text.Length > setting.MaxTextLength
            ? TooLong(setting)
            : parsed;
    }

    private static AppError TooLong(SettingDefinition setting) =>
        Refuse(setting, "a value is too long or holds control characters");

    private static Result<SettingValue> Read(SettingDefinition setting, string text) =>
        setting.Type switch
        {
            SettingType.Boolean => ParseBoolean(setting, text.Trim()),
            SettingType.Choice => ParseChoice(setting, text.Trim()),
            SettingType.Path => ParsePath(setting, text),
            SettingType.AddressV4 => ParseAddress(setting, text.Trim(), AddressFamily.InterNetwork),
            SettingType.AddressV6 => ParseAddress(setting, text.Trim(), AddressFamily.InterNetworkV6),
            SettingType.AddressList => ParseAddresses(setting, text),
            SettingType.PathList => ParsePaths(setting, text),
            SettingType.HostList => ParseHosts(setting, text),
            SettingType.UrlPath => ParseUrlPath(setting, text.Trim()),
            _ => ParseNumber(setting, text.Trim()),
        };

    private static Result<SettingValue> ParseBoolean(SettingDefinition setting, string text) =>
        text.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" or "1" => SettingValue.OfBoolean(true),
            "false" or "no" or "off" or "0" => SettingValue.OfBoolean(false),
            _ => Refuse(setting, $"'{Excerpt.Of(text)}' is neither true nor false"),
        };

    private static Result<SettingValue> ParseChoice(SettingDefinition setting, string text)
    {
        foreach (string choice in setting.Choices)
            if (string.Equals(choice, text, StringComparison.OrdinalIgnoreCase)) return SettingValue.OfText(choice);
        return Refuse(setting, $"'{Excerpt.Of(text)}' is not one of {string.Join(", ", setting.Choices)}");
    }

    private static Result<SettingValue> ParsePath(SettingDefinition setting, string text) =>
        Path.IsPathFullyQualified(text)
            ? SettingValue.OfText(Path.TrimEndingDirectorySeparator(Path.GetFullPath(text)))
            : Refuse(setting, $"'{Excerpt.Of(text)}' is not an absolute path");

    private static Result<SettingValue> ParseAddress(SettingDefinition setting, string text, AddressFamily family)
    {
        if (text.Length == 0) return SettingValue.OfText("");
        string kind = family == AddressFamily.InterNetwork ? "IPv4" : "IPv6";
        return IPAddress.TryParse(text.Trim('[', ']'), out IPAddress? address) && address.AddressFamily == family
            ? SettingValue.OfText(address.ToString())
            : Refuse(setting, $"'{Excerpt.Of(text)}' is not an {kind} address");
    }

    private static Result<SettingValue> ParseAddresses(SettingDefinition setting, string text)
    {
        var items = new List<string>();
        foreach (string item in text.Split([',', ' '], Tidy))
        {
            if (!IPAddress.TryParse(item.Trim('[', ']'), out IPAddress? address))
                return Refuse(setting, $"'{Excerpt.Of(item)}' is not an IP address");
            items.Add(address.ToString());
        }

        return SettingValue.OfItems(items);
    }

    private static Result<SettingValue> ParsePaths(SettingDefinition setting, string text)
    {
        var items = new List<string>();
        foreach (string item in text.Split(':', Tidy))
        {
            if (!ParsePath(setting, item).TryGet(out SettingValue? path, out AppError? error)) return error;
            if (path.Text[^1] == ' ') return Refuse(setting, $"'{Excerpt.Of(item)}' ends with a space");
            items.Add(path.Text);
        }

        return SettingValue.OfItems(items, ":");
    }

    private static Result<SettingValue> ParseHosts(SettingDefinition setting, string text)
    {
        var items = new List<string>();
        foreach (string item in text.Split([',', ' '], Tidy))
        {
            if (HostOf(item.Trim('[', ']').ToLowerInvariant()) is not { } host)
                return Refuse(setting, $"'{Excerpt.Of(item)}' is neither a host name nor an IP address");
            items.Add(host);
        }

        return SettingValue.OfItems(items);
    }

    // As requests and resolvers have it (RFC 5890): they know no letters but those of ASCII.
    private static string? HostOf(string text)
    {
        UriHostNameType type = Uri.CheckHostName(text);
        if (Ascii.IsValid(text)) return type == UriHostNameType.Unknown ? null : text;
        if (type != UriHostNameType.Dns) return null;
        try
        {
            string host = new IdnMapping().GetAscii(text);
            return Uri.CheckHostName(host) == UriHostNameType.Dns ? host : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Result<SettingValue> ParseUrlPath(SettingDefinition setting, string text)
    {
        string path = text.TrimEnd('/');
        bool isPath = path.Length == 0 || (path[0] == '/' && !path.Contains("//", StringComparison.Ordinal)
            && path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_' or '.' or '~')
            && !path.Split('/').Any(part => part is "." or ".."));
        if (!isPath)
        {
            return Refuse(
                setting, $"'{Excerpt.Of(text)}' is no path of letters, digits and - _ . ~ that begins with '/'");
        }

        // Whoever asks the server itself would have the beginning of its routes taken away.
        return path.Split('/') is ["", var first, ..] && OwnRoutes.Contains(first, StringComparer.OrdinalIgnoreCase)
            ? Refuse(setting, $"below '/{first}' are routes of the server; take another word, such as /torrents")
            : SettingValue.OfText(path);
    }

    private static Result<SettingValue> ParseNumber(SettingDefinition setting, string text)
    {
        long number;
        bool read = setting.Type switch
        {
            SettingType.Rate => ByteAmountReader.TryReadRate(text, out number),
            SettingType.Size => ByteAmountReader.TryRead(text, out number),
            SettingType.Duration => DurationReader.TryReadMilliseconds(text, out number),
            SettingType.Ratio => TryReadThousandths(text, out number),
            _ => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number),
        };
        if (!read) return Refuse(setting, $"'{Excerpt.Of(text)}' is not {Expected(setting.Type)}");
        bool isRatio = setting.Type == SettingType.Ratio;
        decimal shown = isRatio ? number / 1000m : number;
        if (shown < setting.Minimum || shown > setting.Maximum)
        {
            string value = shown.ToString("0.###", CultureInfo.InvariantCulture);
            return Refuse(setting, $"{value} is not between {setting.Minimum} and {setting.Maximum}");
        }

        return isRatio ? SettingValue.OfThousandths(number) : SettingValue.OfNumber(number);
    }

    private static bool TryReadThousandths(string text, out long number)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        bool isRead = decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal value)
            && value <= long.MaxValue / 1000;
        number = isRead ? (long)decimal.Round(value * 1000) : 0;
        return isRead;
    }

    private static string Expected(SettingType type) => type switch
    {
        SettingType.Rate => "a rate in bytes a second, such as 500k, 2M or 1.5MiB, or 0 for no limit",
        SettingType.Size => "a size in bytes, such as 500M or 1.5GiB",
        SettingType.Duration => "a duration, such as 250ms, 5s or 2min",
        SettingType.Ratio => "a number such as 2 or 1.5",
        _ => "a whole number",
    };

    private static AppError Refuse(SettingDefinition setting, string why) =>
        new("setting-invalid", $"Setting {setting.Name}: {why}.");
}
