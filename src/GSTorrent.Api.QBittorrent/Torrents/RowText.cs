using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GSTorrent.Api.QBittorrent.Fields;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>
/// The fields that come from a torrent's row alone, as they are written, each text as long-lived as its row: of many
/// torrents few change between two lists, and to copy a text costs far less than to fetch what it is made of from all
/// over the memory. Thread-safe.
/// </summary>
internal static class RowText
{
    private static readonly ConditionalWeakTable<TorrentRow, byte[]> Known = [];

    // With secrets: whoever may not see passkeys reads lists seldom, and gets nothing that is kept here.
    private static readonly ListFrame Frame = new() { NowUnixMs = 0, ShowsSecrets = true };

    /// <summary>Writes the fields into the open object.</summary>
    public static void Write(Utf8JsonWriter writer, in ShownTorrent shown)
    {
        if (!shown.Frame.ShowsSecrets)
        {
            TorrentFields.OfRow.Write(writer, in shown);
            return;
        }

        // The object without its braces and its first key: the writer can put a key before what is written already.
        Field<ShownTorrent> first = TorrentFields.OfRow.Fields[0];
        writer.WritePropertyName(first.Key);
        int begin = first.Key.EncodedUtf8Bytes.Length + 4;
        writer.WriteRawValue(Known.GetValue(shown.Row, Make).AsSpan(begin..^1), skipInputValidation: true);
    }

    private static byte[] Make(TorrentRow row)
    {
        var shown = new ShownTorrent(row, Frame);
        var text = new ArrayBufferWriter<byte>(2048);
        using var writer = new Utf8JsonWriter(text, Call.Json);
        writer.WriteStartObject();
        TorrentFields.OfRow.Write(writer, in shown);
        writer.WriteEndObject();
        writer.Flush();
        return text.WrittenSpan.ToArray();
    }
}
