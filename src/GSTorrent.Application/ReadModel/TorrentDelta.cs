namespace GSTorrent.Application.ReadModel;

/// <summary>What a reader lacks. Immutable.</summary>
/// <param name="Revision">What the reader has afterwards.</param>
/// <param name="IsFull">Forget everything: these are all rows. The reader is new or was away for too long.</param>
/// <param name="Changed">New and changed rows; by number if full, else in the order of their changes.</param>
/// <param name="Removed">Numbers of removed torrents.</param>
public sealed record TorrentDelta(
    long Revision, bool IsFull, IReadOnlyList<TorrentRow> Changed, IReadOnlyList<int> Removed)
{
    /// <summary>
    /// Torrents that are gone or have another category, each with one that it had: whoever sees one category only is
    /// told of those that could be seen, and of no others.
    /// </summary>
    public IReadOnlyList<(int Number, string Category)> Left { get; init; } = [];

    /// <summary>Does the reader lack nothing?</summary>
    public bool IsEmpty => !IsFull && Changed.Count == 0 && Removed.Count == 0;
}
