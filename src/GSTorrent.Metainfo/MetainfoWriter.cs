using System.Buffers;
using GSTorrent.Bencoding;

namespace GSTorrent.MetainfoFormat;

/// <summary>Writes the outer dictionary of a .torrent file (BEP 3, 5, 12, 19, 52).</summary>
internal static class MetainfoWriter
{
    public static byte[] Write(OuterFields fields)
    {
        var output = new ArrayBufferWriter<byte>(fields.InfoBytes.Length + fields.PieceLayers.Length + 1024);
        var writer = new BencodeWriter(output);
        writer.BeginDictionary();
        WriteTrackers(writer, fields.TrackerTiers);
        WriteText(writer, "comment"u8, fields.Comment);
        WriteText(writer, "created by"u8, fields.CreatedBy);
        if (fields.CreationDateUnixSeconds is long date)
        {
            writer.Key("creation date"u8);
            writer.Integer(date);
        }

        writer.Key("info"u8);
        writer.Raw(fields.InfoBytes.Span);
        WriteNodes(writer, fields.Nodes);
        if (!fields.PieceLayers.IsEmpty)
        {
            writer.Key("piece layers"u8);
            writer.Raw(fields.PieceLayers.Span);
        }

        WriteWebSeeds(writer, fields.WebSeeds);
        writer.End();
        return output.WrittenSpan.ToArray();
    }

    private static void WriteTrackers(BencodeWriter writer, IReadOnlyList<IReadOnlyList<string>> tiers)
    {
        if (tiers.Count == 0) return;
        writer.Key("announce"u8);
        writer.String(tiers[0][0]);
        if (tiers.Count == 1 && tiers[0].Count == 1) return;
        writer.Key("announce-list"u8);
        writer.BeginList();
        foreach (IReadOnlyList<string> tier in tiers) WriteList(writer, tier);
        writer.End();
    }

    private static void WriteNodes(BencodeWriter writer, IReadOnlyList<(string Host, int Port)> nodes)
    {
        if (nodes.Count == 0) return;
        writer.Key("nodes"u8);
        writer.BeginList();
        foreach ((string host, int port) in nodes)
        {
            writer.BeginList();
            writer.String(host);
            writer.Integer(port);
            writer.End();
        }

        writer.End();
    }

    private static void WriteWebSeeds(BencodeWriter writer, IReadOnlyList<string> webSeeds)
    {
        if (webSeeds.Count == 0) return;
        writer.Key("url-list"u8);
        WriteList(writer, webSeeds);
    }

    private static void WriteText(BencodeWriter writer, ReadOnlySpan<byte> key, string? text)
    {
        if (string.IsNullOrEmpty(text)) return;
        writer.Key(key);
        writer.String(text);
    }

    private static void WriteList(BencodeWriter writer, IReadOnlyList<string> items)
    {
        writer.BeginList();
        foreach (string item in items) writer.String(item);
        writer.End();
    }
}
