using System.Text.Json;
using GSTorrent.Application.Torrents;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Writes what is in metainfo.</summary>
internal static class MetadataWriting
{
    /// <summary>What is known while it is being fetched.</summary>
    public static void WritePending(Utf8JsonWriter writer, MetadataView view)
    {
        writer.WriteStartObject();
        if (view.InfoHash is { } infoHash)
        {
            writer.WriteString("hash"u8, infoHash.ToString());
            writer.WriteString("infohash_v1"u8, infoHash.ToString());
            writer.WriteString(
                "infohash_v2"u8, view.InfoHashV2 is { } v2 ? Convert.ToHexStringLower(v2) : "");
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Metainfo metainfo)
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
