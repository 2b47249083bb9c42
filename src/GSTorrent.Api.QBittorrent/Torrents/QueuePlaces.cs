using System.Collections.Frozen;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>The place of each unfinished torrent in the queue, from 1; all others have 0. Immutable.</summary>
internal sealed class QueuePlaces(FrozenDictionary<int, int> places)
{
    /// <summary>Nobody queues.</summary>
    public static QueuePlaces None { get; } = new(FrozenDictionary<int, int>.Empty);

    /// <summary>The place of the torrent of that number.</summary>
    public int Of(int number) => places.GetValueOrDefault(number);
}
