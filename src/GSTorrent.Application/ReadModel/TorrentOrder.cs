namespace GSTorrent.Application.ReadModel;

/// <summary>An order of rows by one field; equal ones keep the order of their numbers. Immutable.</summary>
public sealed class TorrentOrder
{
    private readonly RowField _field;
    private readonly bool _isReversed;

    private TorrentOrder(RowField field, bool isReversed)
    {
        _field = field;
        _isReversed = isReversed;
    }

    /// <summary>
    /// Reads an order: the name of a field, with '-' before it the largest first. Null: none is asked for.
    /// </summary>
    public static Result<TorrentOrder?> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return default(Result<TorrentOrder?>);
        bool isReversed = text[0] == '-';
        string name = isReversed ? text[1..] : text;
        return RowFields.Find(name) is { } field
            ? new TorrentOrder(field, isReversed)
            : new AppError("sort-invalid", $"There is no order '{Excerpt.Of(name, 60)}': "
                + $"it is one of {string.Join(", ", RowFields.Names)}.");
    }

    /// <summary>Sorts rows that are in the order of their numbers.</summary>
    public void Sort(List<TorrentRow> rows, long nowUnixMs) => rows.Sort((left, right) =>
    {
        int order = _field.Compare(left, right, nowUnixMs);
        if (_isReversed) order = -order;
        return order != 0 ? order : left.Number.CompareTo(right.Number);
    });
}
