using System.Globalization;
using System.Text.Json;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>Which torrents a call means. What its caller may not see is not there.</summary>
internal sealed class TorrentScope(TorrentReadModel torrents, RecentChanges recent)
{
    /// <summary>
    /// All if no <c>ids</c> are given; else those that the number, the info-hash or the list of them names, each once.
    /// Names of none are passed over, as Transmission does.
    /// </summary>
    public TorrentSelection? Read(RpcCall call)
    {
        if (call.Arguments.Raw("ids") is not { } ids)
            return new TorrentSelection(Visible(torrents.All().Changed, call.Caller), Removed: null);
        return ids.ValueKind switch
        {
            JsonValueKind.String when ids.GetString() is "recently-active" or "recently_active" => Recent(call.Caller),
            JsonValueKind.String or JsonValueKind.Number => Listed([ids], call),
            JsonValueKind.Array => Listed(ids.EnumerateArray(), call),
            _ => Refuse(call),
        };
    }

    private static TorrentSelection? Refuse(RpcCall call) =>
        call.Arguments.Refuse<TorrentSelection>("ids", "a number, an info-hash or a list of them");

    private static IReadOnlyList<TorrentRow> Visible(IReadOnlyList<TorrentRow> rows, Caller caller) =>
        caller.Category is null ? rows : [.. rows.Where(caller.Sees)];

    private TorrentSelection Recent(Caller caller)
    {
        TorrentDelta delta = recent.Read();
        if (caller.Category is null) return new TorrentSelection(delta.Changed, delta.Removed);

        // What has left the caller's category is gone for that caller; what never was in it was never there.
        IReadOnlyList<TorrentRow> rows = Visible(delta.Changed, caller);
        IEnumerable<int> left = delta.Left.Where(one => caller.IsWithin(one.Category)).Select(one => one.Number);
        return new TorrentSelection(rows, [.. left.Except(rows.Select(row => row.Number)).Order()]);
    }

    private TorrentSelection? Listed(IEnumerable<JsonElement> ids, RpcCall call)
    {
        var rows = new List<TorrentRow>();
        var known = new HashSet<int>();
        foreach (JsonElement id in ids)
        {
            if (id.ValueKind is not (JsonValueKind.Number or JsonValueKind.String)) return Refuse(call);
            if (Find(id) is { } row && call.Caller.Sees(row) && known.Add(row.Number)) rows.Add(row);
        }

        return new TorrentSelection(rows, Removed: null);
    }

    private TorrentRow? Find(JsonElement id)
    {
        TorrentRow? row;
        if (id.ValueKind == JsonValueKind.Number)
            return id.TryGetInt32(out int number) && torrents.TryGet(number, out row) ? row : null;
        string text = id.GetString()!;
        if (InfoHash.TryParse(text, out InfoHash infoHash)) return torrents.TryGet(infoHash, out row) ? row : null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int written)
            && torrents.TryGet(written, out row) ? row : null;
    }
}
