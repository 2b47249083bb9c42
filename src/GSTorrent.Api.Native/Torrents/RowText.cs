using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>
/// Whole rows as they are written, each as long-lived as its row: of many torrents few change between two lists, and
/// to copy a text costs far less than to fetch what it is made of from all over the memory. Thread-safe.
/// </summary>
internal static class RowText
{
    private static readonly ConditionalWeakTable<TorrentRow, byte[]> Known = [];

    /// <summary>Writes a row as an object with these fields.</summary>
    public static void Write(Utf8JsonWriter json, TorrentRow row, TorrentField[] fields)
    {
        // Of few fields nothing is kept: they are quickly written, and each choice would need a text of its own.
        if (ReferenceEquals(fields, TorrentFields.All)) json.WriteRawValue(Known.GetValue(row, Make), true);
        else TorrentFields.WriteRow(json, row, fields);
    }

    private static byte[] Make(TorrentRow row)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(text, Json.Plain);
        TorrentFields.WriteRow(json, row, TorrentFields.All);
        json.Flush();
        return text.WrittenSpan.ToArray();
    }
}
