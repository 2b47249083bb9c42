using System.Buffers;
using System.Text.Json;
using GSTorrent.Api.QBittorrent.Fields;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>
/// The fields of a torrent that seldom change, as they are written: most of the bytes of a list, and made of objects
/// all over the memory, so that reading them anew costs more than all numbers beside them. Immutable.
/// </summary>
internal sealed class SteadyText
{
    private readonly (string Name, string Destination, bool HasMetainfo) _of;
    private readonly byte[] _text;

    private SteadyText(TorrentRow row, byte[] text) =>
        (_of, _text) = ((row.Name, row.Destination, row.HasMetainfo), text);

    /// <summary>Writes the fields into the open object.</summary>
    public static void Write(Utf8JsonWriter writer, in ShownTorrent shown)
    {
        // Whoever may not see passkeys reads lists seldom.
        if (!shown.Frame.ShowsSecrets) TorrentFields.Steady.Write(writer, in shown);
        else Of(in shown).WriteTo(writer);
    }

    private static SteadyText Of(in ShownTorrent shown)
    {
        TorrentOrigin origin = shown.Row.Origin;
        if (origin.Kept is SteadyText known && known.IsOf(shown.Row)) return known;
        var made = new SteadyText(shown.Row, Make(in shown));
        origin.Kept = made;
        return made;
    }

    // What the fields are made of beside the origin.
    private bool IsOf(TorrentRow row) =>
        string.Equals(_of.Name, row.Name, StringComparison.Ordinal)
        && string.Equals(_of.Destination, row.Destination, StringComparison.Ordinal)
        && _of.HasMetainfo == row.HasMetainfo;

    private static byte[] Make(in ShownTorrent shown)
    {
        var text = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(text, Call.Json);
        writer.WriteStartObject();
        TorrentFields.Steady.Write(writer, in shown);
        writer.WriteEndObject();
        writer.Flush();
        return text.WrittenSpan.ToArray();
    }

    // The object without its braces and its first key: the writer can put a key before what is written already.
    private void WriteTo(Utf8JsonWriter writer)
    {
        Field<ShownTorrent> first = TorrentFields.Steady.Fields[0];
        writer.WritePropertyName(first.Key);
        writer.WriteRawValue(_text.AsSpan((first.Key.EncodedUtf8Bytes.Length + 4)..^1), skipInputValidation: true);
    }
}
