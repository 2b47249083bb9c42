using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Api.QBittorrent.Transfer;
using GSTorrent.Application.Organizing;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>A torrent in an answer.</summary>
/// <param name="Before">As the client has it; null: it does not.</param>
/// <param name="Now">As it is.</param>
internal readonly record struct TorrentStep(ShownTorrent? Before, ShownTorrent Now);

/// <summary>What an answer of sync/maindata says, ready to be written.</summary>
internal sealed class MaindataAnswer
{
    public required int Id { get; init; }

    /// <summary>Is it everything, for a client that is to forget what it has?</summary>
    public required bool IsFull { get; init; }

    /// <summary>What all torrents of the answer have in common.</summary>
    public required ListFrame Frame { get; init; }

    /// <summary>Every torrent, if it is everything.</summary>
    public IReadOnlyList<TorrentRow> Whole { get; init; } = [];

    /// <summary>New and changed torrents of a delta.</summary>
    public List<TorrentStep> Torrents { get; } = [];

    /// <summary>Torrents of which the place in the queue changed and nothing else.</summary>
    public List<ShownTorrent> Places { get; } = [];

    public bool HasTorrents => Whole.Count + Torrents.Count + Places.Count > 0;

    public List<InfoHash> RemovedTorrents { get; } = [];

    public List<Category> Categories { get; } = [];

    public List<string> RemovedCategories { get; } = [];

    public List<string> Tags { get; } = [];

    public List<string> RemovedTags { get; } = [];

    /// <summary>The torrents of each announce URL of which they changed; none: nobody has it any more.</summary>
    public Dictionary<string, List<TorrentRow>> Trackers { get; } = new(StringComparer.Ordinal);

    /// <summary>The server as the client has it; null: it does not.</summary>
    public ShownServer? ServerBefore { get; init; }

    public required ShownServer Server { get; init; }
}
