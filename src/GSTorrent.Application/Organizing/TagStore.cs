using System.Collections.Immutable;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Organizing;

/// <summary>
/// Which tags there are, whether a torrent has them or not. Reading never waits; a change counts once it is durable.
/// Thread-safe.
/// </summary>
public sealed class TagStore
{
    private const int MaxCount = 10_000;
    private readonly StateDatabase _database;
    private readonly ChangeLine _changes = new();
    private ImmutableSortedSet<string> _all;

    internal TagStore(LoadedState state, StateDatabase database)
    {
        IEnumerable<string> used = state.Torrents.SelectMany(stored => stored.Torrent.Tags);
        _all = state.Tags.Concat(used).ToImmutableSortedSet(StringComparer.Ordinal);
        _database = database;
    }

    /// <summary>In order. The same object as long as nothing changes.</summary>
    public IReadOnlyCollection<string> All => Volatile.Read(ref _all);

    /// <summary>Makes a tag, if there is none of that name. Null: that is durable.</summary>
    public async Task<AppError?> MakeAsync(string tag) =>
        Torrents.Tags.Parse([tag]).TryGet(out string[]? tidy, out AppError? error) ? await EnsureAsync(tidy) : error;

    /// <summary>Sees to it that there are these tags, which were checked. Null: that is durable.</summary>
    public async Task<AppError?> EnsureAsync(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return tags.All(Volatile.Read(ref _all).Contains) ? null : await _changes.RunAsync(() => AddAsync(tags));
    }

    /// <summary>Forgets tags; torrents must have lost them before. Null: that is durable.</summary>
    public Task<AppError?> RemoveAsync(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return _changes.RunAsync(async () =>
        {
            AppError? error = await _database.CommitAsync(StateChanges.SaveTags([], tags));
            if (error is null) Volatile.Write(ref _all, _all.Except(tags));
            return error;
        });
    }

    private async Task<AppError?> AddAsync(IReadOnlyList<string> tags)
    {
        string[] added = [.. tags.Where(tag => !_all.Contains(tag)).Distinct(StringComparer.Ordinal)];
        if (_all.Count + added.Length > MaxCount)
            return new AppError("tags-invalid", $"There would be over {MaxCount} tags: remove some first.");
        AppError? error = await _database.CommitAsync(StateChanges.SaveTags(added, []));
        if (error is null) Volatile.Write(ref _all, _all.Union(added));
        return error;
    }
}
