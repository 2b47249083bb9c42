using GSTorrent.Api.Contracts;

namespace GSTorrent.Cli.Parsing;

/// <summary>The orders of <c>list --sort</c>. Equal rows stay in the order of their ids.</summary>
internal static class TorrentOrder
{
    private static readonly Dictionary<string, Comparison<TorrentDto>> _orders = new(StringComparer.Ordinal)
    {
        ["id"] = static (a, b) => a.Id.CompareTo(b.Id),
        ["name"] = static (a, b) => string.Compare(a.Name, b.Name, StringComparison.OrdinalIgnoreCase),
        ["state"] = static (a, b) => a.State.CompareTo(b.State),
        ["done"] = static (a, b) => a.Progress.CompareTo(b.Progress),
        ["size"] = static (a, b) => a.WantedBytes.CompareTo(b.WantedBytes),
        ["down"] = static (a, b) => a.DownloadBytesPerSecond.CompareTo(b.DownloadBytesPerSecond),
        ["up"] = static (a, b) => a.UploadBytesPerSecond.CompareTo(b.UploadBytesPerSecond),
        ["eta"] = static (a, b) => (a.EtaS ?? long.MaxValue).CompareTo(b.EtaS ?? long.MaxValue),
        ["ratio"] = static (a, b) => a.Ratio.CompareTo(b.Ratio),
        ["added"] = static (a, b) => a.AddedUnixMs.CompareTo(b.AddedUnixMs),
    };

    public static IReadOnlyCollection<string> Names => _orders.Keys;

    public static IReadOnlyList<TorrentDto> Apply(IEnumerable<TorrentDto> torrents, string name, bool isReversed)
    {
        Comparison<TorrentDto> order = _orders[name];
        var comparer = Comparer<TorrentDto>.Create(isReversed ? (a, b) => order(b, a) : order);
        return [.. torrents.Order(comparer).ThenBy(t => t.Id)];
    }
}
