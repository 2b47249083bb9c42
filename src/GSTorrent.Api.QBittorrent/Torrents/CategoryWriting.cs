using System.Text.Json;
using GSTorrent.Application.Organizing;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Writes a category.</summary>
internal static class CategoryWriting
{
    public static void Write(Utf8JsonWriter writer, Category category)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, category.Name);
        writer.WriteString("savePath"u8, category.Destination);
        writer.WriteEndObject();
    }
}
