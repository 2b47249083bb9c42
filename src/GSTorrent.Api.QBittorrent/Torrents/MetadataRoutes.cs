using System.Text.Json;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.MetainfoFormat;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Tells what is in .torrent files, without adding them: clients let people choose among the files.</summary>
internal static class MetadataRoutes
{
    public static void Map(RouteSet routes) => routes.Read("/torrents/parseMetadata", ParseAsync);

    private static async Task ParseAsync(Call call)
    {
        var found = new List<Metainfo>();
        foreach (IFormFile file in call.Parameters.Files)
        {
            if (!Metainfo.TryParse(await ReadAsync(file), out Metainfo? metainfo, out _))
            {
                await call.TextAsync($"Error: '{file.FileName}' is not a valid torrent file.", 415);
                return;
            }

            found.Add(metainfo);
        }

        await call.JsonAsync(writer =>
        {
            writer.WriteStartArray();
            foreach (Metainfo metainfo in found) Write(writer, metainfo);
            writer.WriteEndArray();
        });
    }

    private static async Task<byte[]> ReadAsync(IFormFile file)
    {
        var content = new byte[file.Length];
        await using Stream stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content);
        return content;
    }

    private static void Write(Utf8JsonWriter writer, Metainfo metainfo)
    {
        writer.WriteStartObject();
        string v2 = metainfo.InfoHashV2 is { } hash ? Convert.ToHexStringLower(hash) : "";
        writer.WriteString("hash"u8, metainfo.InfoHash.ToString());
        writer.WriteString("infohash_v1"u8, metainfo.IsV2Only ? "" : metainfo.InfoHash.ToString());
        writer.WriteString("infohash_v2"u8, v2);
        writer.WriteString("comment"u8, metainfo.Comment ?? "");
        writer.WriteString("created_by"u8, metainfo.CreatedBy ?? "");
        writer.WriteNumber("creation_date"u8, metainfo.CreationDateUnixSeconds ?? -1);
        WriteContent(writer, metainfo);
        WriteTrackers(writer, metainfo);
        writer.WriteStartArray("webseeds"u8);
        foreach (string url in metainfo.WebSeeds) writer.WriteStringValue(url);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // The files are those that have numbers elsewhere: padding is none.
    private static void WriteContent(Utf8JsonWriter writer, Metainfo metainfo)
    {
        writer.WriteStartObject("info"u8);
        writer.WriteString("name"u8, metainfo.Name);
        writer.WriteNumber("length"u8, metainfo.Geometry.TotalLength);
        writer.WriteNumber("piece_length"u8, metainfo.Geometry.PieceLength);
        writer.WriteNumber("pieces_num"u8, metainfo.Geometry.PieceCount);
        writer.WriteBoolean("private"u8, metainfo.IsPrivate);
        writer.WriteStartArray("files"u8);
        foreach (ContentFile file in metainfo.Files)
        {
            if (file.IsPadding) continue;
            writer.WriteStartObject();
            writer.WriteString("path"u8, file.Path);
            writer.WriteNumber("length"u8, file.Length);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTrackers(Utf8JsonWriter writer, Metainfo metainfo)
    {
        writer.WriteStartArray("trackers"u8);
        foreach ((int tier, IReadOnlyList<string> urls) in metainfo.TrackerTiers.Index())
        {
            foreach (string url in urls)
            {
                writer.WriteStartObject();
                writer.WriteString("url"u8, url);
                writer.WriteNumber("tier"u8, tier);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }
}
