namespace GSTorrent.Application.ReadModel;

/// <summary>
/// Which torrents a list shows: words that must all fit, with <c>or</c>, <c>not</c> and parentheses. The language is
/// described in docs/api/native.md. Immutable.
/// </summary>
public sealed class TorrentFilter
{
    private const int MaxLength = 4_000;
    private readonly RowTest? _test;

    private TorrentFilter(RowTest? test) => _test = test;

    /// <summary>Lets every torrent through.</summary>
    public static TorrentFilter All { get; } = new(null);

    /// <summary>Words that begin a condition or name an order.</summary>
    public static IEnumerable<string> FieldNames => RowFields.Names;

    /// <summary>Reads a filter; an empty one lets everything through.</summary>
    public static Result<TorrentFilter> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return All;
        if (text.Length > MaxLength)
            return new AppError("filter-invalid", $"The filter is longer than {MaxLength} letters.");
        if (!FilterTokens.Read(text).TryGet(out List<FilterToken>? tokens, out AppError? error)) return error;
        return new FilterParser(tokens).ParseAll().TryGet(out RowTest? test, out error)
            ? new TorrentFilter(test)
            : error;
    }

    /// <summary>Does it let the row through?</summary>
    public bool Matches(TorrentRow row, long nowUnixMs) => _test is null || _test(row, nowUnixMs);
}
