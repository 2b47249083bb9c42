using GSTorrent.Api.Transmission.Rpc;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>A row of the table of a torrent's fields.</summary>
/// <param name="Name">In both dialects.</param>
/// <param name="Kind">What its value is, in the words of the documents.</param>
/// <param name="Needs">What it is made from.</param>
/// <param name="Write">Writes the value, without the name.</param>
internal sealed record TorrentField(
    RpcName Name, string Kind, FieldNeeds Needs, Action<RpcWriter, TorrentView> Write)
{
    /// <summary>Has it always the same value, as there is nothing of its kind here?</summary>
    public bool IsFixed { get; init; }

    public static TorrentField Fixed(string name, long value) => Number(name, _ => value) with { IsFixed = true };

    public static TorrentField Fixed(string name, bool value) => Flag(name, _ => value) with { IsFixed = true };

    public static TorrentField Fixed(string name, string value) => Text(name, _ => value) with { IsFixed = true };

    public static TorrentField Number(string name, Func<TorrentView, long> value, FieldNeeds needs = FieldNeeds.Row) =>
        new(RpcName.Camel(name), "number", needs, (writer, view) => writer.Json.WriteNumberValue(value(view)));

    public static TorrentField Real(string name, Func<TorrentView, double> value) =>
        new(RpcName.Camel(name), "double", FieldNeeds.Row, (writer, view) => writer.Real(value(view)));

    public static TorrentField Flag(string name, Func<TorrentView, bool> value) =>
        new(RpcName.Camel(name), "boolean", FieldNeeds.Row, (writer, view) =>
            writer.Json.WriteBooleanValue(value(view)));

    public static TorrentField Text(string name, Func<TorrentView, string> value, FieldNeeds needs = FieldNeeds.Row) =>
        new(RpcName.Camel(name), "string", needs, (writer, view) => writer.Json.WriteStringValue(value(view)));

    /// <summary>A list that is written item by item.</summary>
    public static TorrentField List<T>(
        string name, FieldNeeds needs, Func<TorrentView, IEnumerable<T>> items, Action<RpcWriter, T> writeItem) =>
        new(RpcName.Camel(name), "array", needs, (writer, view) =>
        {
            writer.Json.WriteStartArray();
            foreach (T item in items(view)) writeItem(writer, item);
            writer.Json.WriteEndArray();
        });

    /// <summary>The same under a name that follows no rule in the legacy dialect.</summary>
    public TorrentField As(string legacy) => this with { Name = new RpcName(Name.Snake, legacy) };
}
