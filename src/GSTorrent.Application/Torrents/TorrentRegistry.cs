using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>Which torrents there are. Thread-safe.</summary>
internal sealed class TorrentRegistry(TorrentReadModel readModel, Statistics statistics, StateDatabase database)
{
    private readonly ConcurrentDictionary<InfoHash, TorrentEntry> _entries = [];

    public TorrentReadModel ReadModel => readModel;

    public StateDatabase Database => database;

    /// <summary>All torrents, in no order.</summary>
    public IEnumerable<TorrentEntry> Entries => _entries.Values;

    /// <summary>An entry of this registry; nobody sees it before <see cref="Add"/>.</summary>
    public TorrentEntry Create(TorrentRecord record, TorrentSource source) => new(record, source, database, Show);

    public void Add(TorrentEntry entry) => _entries[entry.InfoHash] = entry;

    public void Remove(TorrentEntry entry) =>
        ((ICollection<KeyValuePair<InfoHash, TorrentEntry>>)_entries).Remove(new(entry.InfoHash, entry));

    public bool TryGet(InfoHash infoHash, [NotNullWhen(true)] out TorrentEntry? entry) =>
        _entries.TryGetValue(infoHash, out entry);

    /// <summary>The torrent that people name by its number, info-hash or a prefix of that.</summary>
    public Result<TorrentEntry> Find(string id)
    {
        if (!readModel.Find(id).TryGet(out TorrentRow? row, out AppError? error)) return error;
        return TryGet(row.InfoHash, out TorrentEntry? entry)
            ? entry
            : new AppError("torrent-not-found", $"Torrent {row.InfoHash} was removed in the meantime.");
    }

    private void Show(TorrentRow? before, TorrentRow? after)
    {
        if (after is not null) readModel.Publish(after);
        else if (before is not null) readModel.Remove(before.Number);
        statistics.RowChanged(before, after);
    }
}
