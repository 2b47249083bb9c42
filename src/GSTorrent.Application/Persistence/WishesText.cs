using System.Text.Json;

namespace GSTorrent.Application.Persistence;

/// <summary>Wishes as the text that is stored.</summary>
internal static class WishesText
{
    private const string Nothing = "{}";

    /// <summary>Null if every wish has its default.</summary>
    public static string? Write(TorrentWishes wishes)
    {
        if (ReferenceEquals(wishes, TorrentWishes.None)) return null;
        string text = JsonSerializer.Serialize(wishes, StateJsonContext.Default.TorrentWishes);
        return string.Equals(text, Nothing, StringComparison.Ordinal) ? null : text;
    }

    /// <summary>The wishes in a text from <see cref="Write"/>.</summary>
    /// <exception cref="FormatException">The text is damaged.</exception>
    public static TorrentWishes Read(string? text)
    {
        if (text is null) return TorrentWishes.None;
        try
        {
            return JsonSerializer.Deserialize(text, StateJsonContext.Default.TorrentWishes)
                ?? throw new FormatException("The wishes of a torrent are null.");
        }
        catch (JsonException damage)
        {
            throw new FormatException("The wishes of a torrent are no JSON.", damage);
        }
    }
}
