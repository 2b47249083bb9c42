using System.Globalization;

namespace GSTorrent.Application.Settings;

/// <summary>A valid value in all its forms.</summary>
public sealed record SettingValue
{
    private SettingValue(string text) => Text = text;

    /// <summary>Canonical text; parsing it gives the same value.</summary>
    public string Text { get; }

    /// <summary>The number; 1 for true; otherwise 0.</summary>
    public long Number { get; private init; }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<string> Items { get; private init; } = [];

    internal static SettingValue OfNumber(long number) =>
        new(number.ToString(CultureInfo.InvariantCulture)) { Number = number };

    internal static SettingValue OfThousandths(long number) =>
        new((number / 1000m).ToString("0.###", CultureInfo.InvariantCulture)) { Number = number };

    internal static SettingValue OfBoolean(bool value) => new(value ? "true" : "false") { Number = value ? 1 : 0 };

    internal static SettingValue OfText(string text) => new(text);

    internal static SettingValue OfItems(IReadOnlyList<string> items, string separator = ", ") =>
        new(string.Join(separator, items)) { Items = items };
}
