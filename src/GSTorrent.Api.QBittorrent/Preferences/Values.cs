using System.Globalization;
using System.Text.Json;

namespace GSTorrent.Api.QBittorrent.Preferences;

/// <summary>Reads values that clients send, whatever JSON type they took for them.</summary>
internal static class Values
{
    /// <summary>True or false; null: neither.</summary>
    public static bool? Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(value) != 0,
        JsonValueKind.String when bool.TryParse(value.GetString(), out bool flag) => flag,
        _ => null,
    };

    /// <summary>A whole number, fractions cut off; null: none.</summary>
    public static long? Number(JsonElement value) =>
        Real(value) is { } number ? (long)Math.Clamp(number, -1e15, 1e15) : null;

    /// <summary>A number; null: none.</summary>
    public static double? Real(JsonElement value)
    {
        double number = 0;
        bool isRead = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(
                value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return isRead && double.IsFinite(number) ? number : null;
    }

    /// <summary>A text; null: none.</summary>
    public static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The product, as large as it may be.</summary>
    public static long Times(long number, long unit) => (long)Math.Clamp((double)number * unit, -9e15, 9e15);
}
