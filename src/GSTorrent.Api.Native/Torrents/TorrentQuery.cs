using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>What a list shall show, by the parameters of the address.</summary>
internal sealed record TorrentQuery(TorrentFilter Filter, TorrentOrder? Order, TorrentField[] Fields)
{
    /// <summary>Rows that are left out at the beginning.</summary>
    public int Offset { get; init; }

    /// <summary>Rows at most.</summary>
    public int Limit { get; init; } = int.MaxValue;

    public static Result<TorrentQuery> Read(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        if (!TorrentFilter.Parse(query["filter"]).TryGet(out TorrentFilter? filter, out AppError? error)) return error;
        if (!TorrentOrder.Parse(query["sort"]).TryGet(out TorrentOrder? order, out error)) return error;
        if (!TorrentFields.Choose(query["fields"]).TryGet(out TorrentField[]? fields, out error)) return error;
        long? limit = null;
        error = Query.TryReadNumber(context, "offset", out long? offset)
            ?? Query.TryReadNumber(context, "limit", out limit);
        if (error is not null) return error;
        return new TorrentQuery(filter, order, fields)
        {
            Offset = (int)Math.Min(offset ?? 0, int.MaxValue),
            Limit = (int)Math.Min(limit ?? int.MaxValue, int.MaxValue),
        };
    }

    /// <summary>The rows that fit, in order, before paging.</summary>
    public List<TorrentRow> Choose(IReadOnlyList<TorrentRow> rows, long nowUnixMs)
    {
        var chosen = new List<TorrentRow>(rows.Count);
        foreach (TorrentRow row in rows)
            if (Filter.Matches(row, nowUnixMs)) chosen.Add(row);
        Order?.Sort(chosen, nowUnixMs);
        return chosen;
    }
}
