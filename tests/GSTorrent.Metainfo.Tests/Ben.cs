using System.Globalization;
using System.Text;

namespace GSTorrent.MetainfoFormat.Tests;

/// <summary>Bencodes plain objects for tests, broken ones too: text is Latin-1, pairs keep their order.</summary>
internal static class Ben
{
    public static (string Key, object Value)[] Dict(params (string, object)[] pairs) => pairs;

    public static (string Key, object Value)[] With(
        this (string Key, object Value)[] dictionary, string key, object? value) =>
    [
        .. dictionary.Where(pair => !pair.Key.Equals(key, StringComparison.Ordinal)).Concat(value is null ? [] : [(key,
            value)])
            .OrderBy(pair => pair.Key, StringComparer.Ordinal),
    ];

    public static byte[] Bytes(object value)
    {
        using var output = new MemoryStream();
        Write(output, value);
        return output.ToArray();
    }

    private static void Write(MemoryStream output, object value)
    {
        switch (value)
        {
            case int or long: Text(output, string.Create(CultureInfo.InvariantCulture, $"i{value}e")); break;
            case string text: Write(output, Encoding.Latin1.GetBytes(text)); break;
            case byte[] bytes:
                Text(output, string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}:"));
                output.Write(bytes);
                break;
            case (string Key, object Value)[] pairs:
                Text(output, "d");
                foreach ((string key, object item) in pairs)
                {
                    Write(output, key);
                    Write(output, item);
                }

                Text(output, "e");
                break;
            case object[] items:
                Text(output, "l");
                foreach (object item in items) Write(output, item);
                Text(output, "e");
                break;
            default: throw new ArgumentException($"Cannot encode {value.GetType()}.", nameof(value));
        }
    }

    private static void Text(MemoryStream output, string text) => output.Write(Encoding.ASCII.GetBytes(text));
}
