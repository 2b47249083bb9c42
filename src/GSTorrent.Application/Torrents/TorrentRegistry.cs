using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.ReadModel;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>Which torrents there are. Thread-safe.</summary>
internal sealed class TorrentRegistry(
    TorrentReadModel readModel, Statistics statistics, StateDatabase database, TimeProvider clock)
{
    private readonly ConcurrentDictionary<InfoHash, TorrentEntry> _entries = [];
    private readonly Lock _gate = new();

    // The smallest and the largest order that any torrent of this run had in the queue.
    private (long First, long Last) _queueEnds;

    public TorrentReadModel ReadModel => readModel;

    public StateDatabase Database => database;

    /// <summary>The files of a new torrent are known.</summary>
    public void FilesAdded(Metainfo metainfo) => statistics.FilesAdded(metainfo.Files.Count(file => !file.IsPadding));

    /// <summary>Every entry, in no order.</summary>
    public IEnumerable<TorrentEntry> All => _entries.Select(pair => pair.Value);

    /// <summary>
    /// The order of a new torrent in the queue, which no other addition gets: null, its usual place, unless another one
    /// was taken behind or before it.
    /// </summary>
    public long? TakeQueueEnd(int number, bool toTop)
    {
        lock (_gate)
        {
            if (toTop) return _queueEnds.First -= QueueOrdering.Step;
            long usual = number * QueueOrdering.Step;
            bool isBehind = _queueEnds.Last < usual;
            _queueEnds.Last = isBehind ? usual : _queueEnds.Last + QueueOrdering.Step;
            return isBehind ? null : _queueEnds.Last;
        }
    }

    /// <summary>An entry of this registry; nobody sees it before <see cref="Add"/>.</summary>
    public TorrentEntry Create(TorrentRecord record, TorrentSource source) =>
        new(record, source, database, Show, clock);

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
        if (after is not null && after.QueueOrder != before?.QueueOrder) Widen(after.QueueOrder);
    }

    private void Widen(long order)
    {
        lock (_gate) _queueEnds = (Math.Min(_queueEnds.First, order), Math.Max(_queueEnds.Last, order));
    }
}
