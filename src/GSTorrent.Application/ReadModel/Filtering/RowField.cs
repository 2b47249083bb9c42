namespace GSTorrent.Application.ReadModel;

/// <summary>How values of a field are written in a filter.</summary>
internal enum RowFieldKind
{
    /// <summary>Text, compared without regard to case.</summary>
    Text,

    /// <summary>Several texts, of which one must fit.</summary>
    Texts,

    /// <summary>A plain number.</summary>
    Number,

    /// <summary>Bytes or bytes a second, such as 10GiB.</summary>
    Bytes,

    /// <summary>0 to 1, or a percentage such as 50%.</summary>
    Share,

    /// <summary>Milliseconds, such as 90min.</summary>
    Duration,

    /// <summary>A moment in Unix milliseconds: a date, or its age as a duration.</summary>
    Moment,

    /// <summary>true or false.</summary>
    Flag,
}

/// <summary>One property of a torrent that lists can be filtered and sorted by.</summary>
internal sealed record RowField(string Name, RowFieldKind Kind)
{
    /// <summary>Its number at a moment; null: it has none. Flags are 1 or 0.</summary>
    public Func<TorrentRow, long, double?> Number { get; init; } = static (_, _) => null;

    /// <summary>Its text.</summary>
    public Func<TorrentRow, string> Text { get; init; } = static _ => "";

    /// <summary>Its texts.</summary>
    public Func<TorrentRow, IReadOnlyList<string>> Texts { get; init; } = static _ => [];

    /// <summary>The order of two rows; a row without a value comes last.</summary>
    public int Compare(TorrentRow left, TorrentRow right, long nowUnixMs) => Kind switch
    {
        RowFieldKind.Text => string.Compare(Text(left), Text(right), StringComparison.OrdinalIgnoreCase),
        RowFieldKind.Texts => string.Compare(
            string.Join('\n', Texts(left)), string.Join('\n', Texts(right)), StringComparison.OrdinalIgnoreCase),
        _ => (Number(left, nowUnixMs) ?? double.MaxValue).CompareTo(Number(right, nowUnixMs) ?? double.MaxValue),
    };
}
