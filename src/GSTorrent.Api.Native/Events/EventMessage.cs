using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Torrents;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Native.Events;

/// <summary>One message of the event stream, ready to be sent to any number of readers.</summary>
/// <param name="Revision">What a reader has afterwards.</param>
/// <param name="Bytes">In the form of <c>text/event-stream</c>, with an <c>EventDto</c> as its data.</param>
internal sealed record EventMessage(long Revision, ReadOnlyMemory<byte> Bytes)
{
    /// <param name="delta">What is told.</param>
    /// <param name="before">
    /// The row that the readers have of a torrent; null: none. Of one that they have only what is new is told.
    /// </param>
    public static EventMessage Of(TorrentDelta delta, Func<int, TorrentRow?> before)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        string id = delta.Revision.ToString(CultureInfo.InvariantCulture);
        Encoding.ASCII.GetBytes($"event: torrents\nid: {id}\ndata: ", bytes);
        using (var json = new Utf8JsonWriter(bytes, Json.Plain)) Write(json, delta, before);
        bytes.Write("\n\n"u8);
        return new EventMessage(delta.Revision, bytes.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, TorrentDelta delta, Func<int, TorrentRow?> before)
    {
        json.WriteStartObject();
        json.WriteNumber("revision", delta.Revision);
        json.WriteBoolean("full", delta.IsFull);
        json.WriteStartArray("changed");
        foreach (TorrentRow row in delta.Changed)
        {
            TorrentRow? known = delta.IsFull ? null : before(row.Number);
            if (known is null) RowText.Write(json, row, TorrentFields.All);
            else TorrentFields.WriteChange(json, known, row);
        }

        json.WriteEndArray();
        json.WriteStartArray("removed");
        foreach (int number in delta.Removed) json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
