using System.Text.Json;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>One field of a torrent's row in JSON: how it is written, and whether two rows differ in it.</summary>
internal abstract class TorrentField(string name)
{
    public string Name => name;

    protected JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(name);

    /// <summary>Writes it; in a whole row a field without a value is left out.</summary>
    public abstract void Write(Utf8JsonWriter json, TorrentRow row);

    /// <summary>Writes it if the rows differ in it, null for a value that is no more.</summary>
    /// <returns>Do they differ?</returns>
    public abstract bool WriteChange(Utf8JsonWriter json, TorrentRow before, TorrentRow after);
}

/// <summary>A field with values of one type.</summary>
internal sealed class TorrentField<T>(string name, Func<TorrentRow, T> get, Action<Utf8JsonWriter, T> write)
    : TorrentField(name)
{
    private static readonly EqualityComparer<T> Values = EqualityComparer<T>.Default;

    public override void Write(Utf8JsonWriter json, TorrentRow row)
    {
        if (get(row) is not { } value) return;
        json.WritePropertyName(EncodedName);
        write(json, value);
    }

    public override bool WriteChange(Utf8JsonWriter json, TorrentRow before, TorrentRow after)
    {
        T value = get(after);
        if (Values.Equals(get(before), value)) return false;
        json.WritePropertyName(EncodedName);
        if (value is null) json.WriteNullValue();
        else write(json, value);
        return true;
    }
}
