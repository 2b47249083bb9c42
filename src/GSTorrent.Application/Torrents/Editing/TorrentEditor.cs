using GSTorrent.Application.Access;
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
    private static readonly TorrentChange NoCategory = new() { Category = "" };
    private readonly TorrentRegistry _registry;
    private readonly TorrentTools _tools;
    private readonly EditBatch _edits;

    // Each move begins with the order that the one before it has left.
    private readonly ChangeLine _queueMoves = new();

    internal TorrentEditor(TorrentRegistry registry, TorrentTools tools)
    {
        _registry = registry;
        _tools = tools;
        _edits = new EditBatch(tools);
    }

    /// <summary>
    /// Null: as things are, nothing that needs no disk speaks against the change. It changes nothing.
    /// </summary>
    public AppError? Check(string id, TorrentChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)
            ? _edits.Check(entry, change)
            : unknown;
    }

    /// <summary>Changes one torrent: all that is asked for or, if one part is wrong, nothing.</summary>
    public async Task<Result<TorrentRow>> ChangeAsync(string id, TorrentChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        AppError? error = await _edits.RunAsync([new TorrentEdit(entry, change)]);
        return error is null ? entry.Row : error;
    }

    /// <summary>
    /// Changes many torrents, each once: all of them or, if one part of one is wrong, none. Null: that is durable.
    /// </summary>
    /// <param name="changes">By number, info-hash or a prefix of it; those of no torrent are passed over.</param>
    public async Task<AppError?> ChangeAllAsync(IEnumerable<(string Id, TorrentChange Change)> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var edits = new List<TorrentEdit>();
        foreach ((string id, TorrentChange change) in changes)
        {
            if (_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown))
                edits.Add(new TorrentEdit(entry, change));
            else if (unknown.Code is not "torrent-not-found") return unknown;
        }

        AppError? error = await _edits.RunAsync(edits);
        return error?.Code is "torrent-not-found" ? null : error;
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
    public Task<AppError?> RemoveTagsAsync(IReadOnlyList<string> tags, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(caller);
        return _tools.Uses.RemoveAsync(async () =>
        {
            AppError? error = await StoreAsync(EditsOf(
                entry => entry.Record.Tags.Intersect(tags, StringComparer.Ordinal).Any() && caller.Sees(entry.Row),
                new TorrentChange { RemovedTags = tags }));
            return error is null && caller.Category is null ? await _tools.Tags.RemoveAsync(tags) : error;
        });
    }

    /// <summary>
    /// Removes categories; their torrents belong to none then. If one of those cannot follow, nothing is changed. Null:
    /// that is durable.
    /// </summary>
    public async Task<AppError?> RemoveCategoriesAsync(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);

        // The disk is asked while nobody waits; that it answers at once when all do is likely then.
        if (await _edits.PrepareAsync(EditsOf(IsMeant, NoCategory)) is { } refused) return refused;
        return await _tools.Uses.RemoveAsync(async () =>
        {
            List<TorrentEdit> edits = EditsOf(IsMeant, NoCategory);
            return await _edits.PrepareAsync(edits) ?? await StoreAsync(edits)
                ?? await _tools.Categories.RemoveAsync(names);
        });

        bool IsMeant(TorrentEntry entry) => names.Contains(entry.Record.Wishes.Category, StringComparer.Ordinal);
    }

    private List<TorrentEdit> EditsOf(Func<TorrentEntry, bool> isMeant, TorrentChange change) =>
        [.. _registry.All.Where(isMeant).Select(entry => new TorrentEdit(entry, change))];

    private async Task<AppError?> StoreAsync(IReadOnlyList<TorrentEdit> edits) =>
        await _edits.StoreAsync(edits) is { Code: not "torrent-not-found" } error ? error : null;

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
}
