using System.Collections.Frozen;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>
/// Counts places in the queue anew only when the queue changed: a new rate of some torrent costs nothing. Thread-safe.
/// </summary>
internal sealed class QueueIndex(TorrentReadModel readModel)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, long> _orders = [];
    private QueuePlaces _places = QueuePlaces.None;
    private long _revision = -1;

    /// <summary>The places now; the same object as long as none changed.</summary>
    public QueuePlaces Count()
    {
        lock (_gate)
        {
            TorrentDelta delta = readModel.Since(_revision);
            _revision = delta.Revision;
            bool isChanged = delta.IsFull;
            if (delta.IsFull) _orders.Clear();
            foreach (int number in delta.Removed) isChanged |= _orders.Remove(number);
            foreach (TorrentRow row in delta.Changed) isChanged |= Note(row);
            if (isChanged) _places = Sort();
            return _places;
        }
    }

    // What has finished waits for nothing.
    private bool Note(TorrentRow row)
    {
        if (TorrentStates.IsComplete(row)) return _orders.Remove(row.Number);
        if (_orders.TryGetValue(row.Number, out long order) && order == row.QueueOrder) return false;
        _orders[row.Number] = row.QueueOrder;
        return true;
    }

    private QueuePlaces Sort()
    {
        int[] numbers = [.. _orders.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key)];
        return new QueuePlaces(numbers.Index().ToFrozenDictionary(pair => pair.Item, pair => pair.Index + 1));
    }
}
