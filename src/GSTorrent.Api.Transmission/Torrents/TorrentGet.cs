using System.Text.Json;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Api.Transmission.Torrents.Fields;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>torrent_get: the wished fields, written straight from the rows, as objects or as a table.</summary>
internal sealed class TorrentGet(GstHost host, TorrentScope scope, TimeProvider clock)
{
    private static readonly RpcName Torrents = RpcName.Kebab("torrents");
    private static readonly RpcName Removed = RpcName.Kebab("removed");
    private readonly EditDates _edits = new();

    public RpcMethod Method => RpcMethod.Of("torrent_get", AccessRole.Read, Get);

    private RpcReply Get(RpcCall call)
    {
        IReadOnlyList<string>? names = call.Arguments.Texts("fields");
        bool isTable = call.Arguments.Text("format") is "table";
        TorrentSelection? torrents = scope.Read(call);
        if (call.Arguments.Error is { } wrong) return wrong;
        if (names is null or []) return RpcError.InvalidParams("no fields specified");
        Column[] columns = [.. Columns(names, call.Dialect)];
        return RpcReply.OfStream(writer => WriteAsync(writer, torrents!, columns, isTable, SettingsFor(call, columns)));
    }

    // Under the name by which it was asked for, so that each client finds what it looks for.
    private static IEnumerable<Column> Columns(IEnumerable<string> names, Dialect dialect)
    {
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            if (FieldTable.Find(name, dialect) is { } field)
                yield return new Column(JsonEncodedText.Encode(name), field);
        }
    }

    private ViewSettings SettingsFor(RpcCall call, Column[] columns) => new()
    {
        NowUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        Settings = host.Settings.Current,
        ShowsSecrets = call.Caller.Role >= AccessRole.Control,
        QueuePositions = Array.Exists(columns, column => column.Field.Needs.HasFlag(FieldNeeds.Queue))
            ? QueuePositions()
            : null,
        Edits = _edits,
    };

    private Dictionary<int, int> QueuePositions() => host.Torrents.ReadModel.All().Changed
        .OrderBy(row => row.QueueOrder).ThenBy(row => row.Number)
        .Select((row, position) => (row.Number, position))
        .ToDictionary(item => item.Number, item => item.position);

    private async ValueTask WriteAsync(
        RpcWriter writer, TorrentSelection torrents, Column[] columns, bool isTable, ViewSettings settings)
    {
        FieldNeeds needs = columns.Aggregate(FieldNeeds.Row, (all, column) => all | column.Field.Needs);
        var view = new TorrentView(host, settings);
        writer.BeginArray(Torrents);
        if (isTable) WriteHead(writer, columns);
        foreach (TorrentRow row in torrents.Rows)
        {
            await view.LoadAsync(row, needs);
            if (isTable) WriteCells(writer, columns, view);
            else WriteObject(writer, columns, view);
            await writer.PauseAsync();
        }

        writer.Json.WriteEndArray();
        if (torrents.Removed is not { } removed) return;
        writer.BeginArray(Removed);
        foreach (int number in removed) writer.Json.WriteNumberValue(number);
        writer.Json.WriteEndArray();
    }

    private static void WriteHead(RpcWriter writer, Column[] columns)
    {
        writer.Json.WriteStartArray();
        foreach (Column column in columns) writer.Json.WriteStringValue(column.Name);
        writer.Json.WriteEndArray();
    }

    private static void WriteCells(RpcWriter writer, Column[] columns, TorrentView view)
    {
        writer.Json.WriteStartArray();
        foreach (Column column in columns) column.Field.Write(writer, view);
        writer.Json.WriteEndArray();
    }

    private static void WriteObject(RpcWriter writer, Column[] columns, TorrentView view)
    {
        writer.Json.WriteStartObject();
        foreach (Column column in columns)
        {
            writer.Json.WritePropertyName(column.Name);
            column.Field.Write(writer, view);
        }

        writer.Json.WriteEndObject();
    }

    private readonly record struct Column(JsonEncodedText Name, TorrentField Field);
}
