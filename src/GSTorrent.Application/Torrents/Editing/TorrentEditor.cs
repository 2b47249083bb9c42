using GSTorrent.Application.Access;
using GSTorrent.Application.Organizing;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Changes what people decide about torrents. A change counts for the answer once it is durable; the engine is told
/// then.
/// </summary>
public sealed class TorrentEditor
{
    private readonly TorrentRegistry _registry;
    private readonly TorrentTools _tools;

    // Each move begins with the order that the one before it has left.
    private readonly ChangeLine _queueMoves = new();

    internal TorrentEditor(TorrentRegistry registry, TorrentTools tools)
    {
        _registry = registry;
        _tools = tools;
    }

    /// <summary>Null: as things are, <see cref="ChangeAsync"/> would do it. It changes nothing.</summary>
    public AppError? Check(string id, TorrentChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)
            ? CheckAlone(change) ?? RecordEdit.Apply(entry.Record, entry.Metainfo, change).Error
            : unknown;
    }

    /// <summary>Changes one torrent: all that is asked for or, if one part is wrong, nothing.</summary>
    public async Task<Result<TorrentRow>> ChangeAsync(string id, TorrentChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        if (CheckAlone(change) is { } wrong) return wrong;
        TorrentRecord before = entry.Record;
        AppError? error = await entry.ChangeAsync(
            record => RecordEdit.Apply(before = record, entry.Metainfo, change),
            handle => EngineTeller.Tell(handle, before, entry.Record));
        if (error is not null) return error;
        if (change.Forced is not null) _tools.Queue.Changed();
        error = await _tools.Tags.EnsureAsync(entry.Record.Tags) ?? await FollowCategoryAsync(entry, change);
        return error is null ? entry.Row : error;
    }

    /// <summary>Takes torrents elsewhere in the queue; they keep their order among themselves.</summary>
    /// <param name="numbers">Numbers of none are passed over.</param>
    /// <param name="move">Where to.</param>
    public Task<AppError?> MoveInQueueAsync(IReadOnlySet<int> numbers, QueueMove move) =>
        _queueMoves.RunAsync(() => SaveOrdersAsync(QueueOrdering.Move(InOrder(), numbers, move)));

    /// <summary>Takes a torrent to a place of the queue, counted from 0.</summary>
    public async Task<Result<TorrentRow>> MoveInQueueAsync(string id, int place)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? error)) return error;
        error = await _queueMoves.RunAsync(
            () => SaveOrdersAsync(QueueOrdering.MoveTo(InOrder(), entry.Record.Number, place)));
        return error is null ? entry.Row : error;
    }

    /// <summary>
    /// Takes tags from all torrents that the caller sees, and forgets them if those are all torrents. Null: that is
    /// durable.
    /// </summary>
    public async Task<AppError?> RemoveTagsAsync(IReadOnlyList<string> tags, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(caller);
        var change = new TorrentChange { RemovedTags = tags };
        foreach (TorrentEntry entry in _registry.All)
        {
            bool isMeant = entry.Record.Tags.Intersect(tags, StringComparer.Ordinal).Any() && caller.Sees(entry.Row);
            if (!isMeant) continue;
            if ((await ChangeAsync(entry.InfoHash.ToString(), change)).Error is { Code: not "torrent-not-found" } error)
                return error;
        }

        return caller.Category is null ? await _tools.Tags.RemoveAsync(tags) : null;
    }

    /// <summary>Removes categories; their torrents belong to none then. Null: that is durable.</summary>
    public async Task<AppError?> RemoveCategoriesAsync(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var change = new TorrentChange { Category = "" };
        foreach (TorrentEntry entry in _registry.All)
        {
            if (!names.Contains(entry.Record.Wishes.Category, StringComparer.Ordinal)) continue;
            if ((await ChangeAsync(entry.InfoHash.ToString(), change)).Error is { Code: not "torrent-not-found" } error)
                return error;
        }

        return await _tools.Categories.RemoveAsync(names);
    }

    private AppError? CheckAlone(TorrentChange change)
    {
        if (RecordEdit.Check(change) is { } wrong) return wrong;
        return change.Category is { Length: > 0 } category && !_tools.Categories.All.ContainsKey(category)
            ? CategoryStore.NotFound(category)
            : null;
    }

    private (int Number, long Order)[] InOrder() =>
    [
        .. _registry.All.Select(entry => entry.Record)
            .Select(record => (record.Number, QueueOrdering.OrderOf(record)))
            .OrderBy(item => item.Item2).ThenBy(item => item.Number),
    ];

    private async Task<AppError?> SaveOrdersAsync(IReadOnlyList<(int Number, long Order)> orders)
    {
        var entries = _registry.All.ToDictionary(entry => entry.Record.Number);
        AppError?[] errors = await Task.WhenAll(
            orders.Where(item => entries.ContainsKey(item.Number)).Select(item => entries[item.Number].ChangeAsync(
                record => record with { Wishes = record.Wishes with { QueueOrder = item.Order } })));
        _tools.Queue.Changed();
        return Array.Find(errors, error => error is { Code: not "torrent-not-found" });
    }

    // Content follows its torrent's category if people wish so, and the move goes on after the answer.
    private async Task<AppError?> FollowCategoryAsync(TorrentEntry entry, TorrentChange change)
    {
        TorrentWishes wishes = entry.Record.Wishes;
        if (!wishes.FollowsCategory || change is { Category: null, FollowsCategory: null }) return null;
        string? wished = _tools.Categories.DestinationOf(wishes.Category);
        Result<string> prepared = await _tools.Destinations.PrepareAsync(wished);
        if (!prepared.TryGet(out string? directory, out AppError? error)) return error;
        bool isThere = string.Equals(directory, entry.Record.Destination, StringComparison.Ordinal);
        return isThere ? null : await _tools.Mover.MoveAsync(entry, directory);
    }
}
