using GSTorrent.Api.QBittorrent.Fields;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Which torrents a list shows, and in which order.</summary>
internal static class ListQuery
{
    public static Result<List<TorrentRow>> Run(Call call, TorrentReadModel readModel, ListFrame frame)
    {
        List<TorrentRow> shown = [.. Choose(call, readModel)];
        string column = call.Parameters.Text("sort");
        if (column.Length > 0 && shown.Count > 0)
        {
            if (FindColumn(column) is not { } field)
                return new AppError("bad-request", "'sort' parameter is invalid");
            int sign = call.Parameters.Flag("reverse") is true ? -1 : 1;
            Sort(shown, frame, field, sign);
        }

        return Cut(shown, call.Parameters.Number("offset") ?? 0, call.Parameters.Number("limit") ?? 0);
    }

    private static Field<ShownTorrent>? FindColumn(string name) =>
        name is "hash" ? TorrentFields.Hash : TorrentFields.Table.Find(name);

    // Equal ones stay in the order in which they were added.
    private static void Sort(List<TorrentRow> rows, ListFrame frame, Field<ShownTorrent> field, int sign) =>
        rows.Sort((left, right) =>
        {
            int order = sign * field.Compare(new ShownTorrent(left, frame), new ShownTorrent(right, frame));
            return order != 0 ? order : left.Number.CompareTo(right.Number);
        });

    private static IEnumerable<TorrentRow> Choose(Call call, TorrentReadModel readModel)
    {
        Parameters parameters = call.Parameters;
        Func<TorrentRow, bool> hasState = StateFilter.Find(parameters.Text("filter"));
        string? category = parameters.Find("category");
        string? tag = parameters.Find("tag")?.Trim();
        bool? isPrivate = parameters.Flag("private");
        bool isNamed = parameters.List("hashes", '|').Length > 0;
        IEnumerable<TorrentRow> rows = isNamed
            ? call.Torrents(readModel).OrderBy(row => row.Number)
            : readModel.All().Changed.Where(call.Caller.Sees);
        return rows.Where(row => hasState(row)
            && (category is null || string.Equals(row.Category, category, StringComparison.Ordinal))
            && (tag is null || HasTag(row, tag))
            && (isPrivate is null || row.IsPrivate == isPrivate));
    }

    private static bool HasTag(TorrentRow row, string tag) =>
        tag.Length == 0 ? row.Tags.Count == 0 : row.Tags.Contains(tag, StringComparer.Ordinal);

    // A negative offset counts from the end; one outside the list counts for none.
    private static List<TorrentRow> Cut(List<TorrentRow> shown, long offset, long limit)
    {
        long start = offset < 0 ? shown.Count + offset : offset;
        if (start < 0 || start >= shown.Count) start = 0;
        long count = limit > 0 ? Math.Min(limit, shown.Count - start) : shown.Count - start;
        return start == 0 && count == shown.Count ? shown : shown.GetRange((int)start, (int)count);
    }
}
