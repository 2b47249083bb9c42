using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>
/// Remembers since when what seldom changes of a torrent (names, place, metainfo, tracker) is as it is, as far as
/// somebody asks: clients read it again when this time has changed. Thread-safe.
/// </summary>
internal sealed class EditDates
{
    private const int MaxForgotten = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, (int Print, long UnixS)> _known = [];

    public long Of(TorrentRow row, long nowUnixS)
    {
        int print = HashCode.Combine(
            row.Name, row.ContentName, row.Destination, row.HasMetainfo, row.TrackerHost, row.WantedBytes);
        lock (_gate)
        {
            if (_known.TryGetValue(row.Number, out (int Print, long UnixS) known) && known.Print == print)
                return known.UnixS;

            // Removed torrents stay here; now and then all are forgotten, which only makes clients read once more.
            if (_known.Count > 2 * MaxForgotten) _known.Clear();
            _known[row.Number] = (print, nowUnixS);
            return nowUnixS;
        }
    }
}
