using System.Collections.Immutable;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Organizing;

/// <summary>Which categories there are. Reading never waits; a change counts once it is durable. Thread-safe.</summary>
public sealed class CategoryStore
{
    private const int MaxCount = 10_000;
    private const int MaxNameLength = 255;
    private readonly StateDatabase _database;
    private readonly Func<string, Task<AppError?>> _checkDestination;
    private readonly ChangeLine _changes = new();
    private ImmutableSortedDictionary<string, Category> _all;

    /// <param name="state">What was stored.</param>
    /// <param name="database">Stores changes.</param>
    /// <param name="checkDestination">Null: content may be put there.</param>
    internal CategoryStore(LoadedState state, StateDatabase database, Func<string, Task<AppError?>> checkDestination)
    {
        // No torrent is in a category that there is not.
        Dictionary<string, Category> all = state.Categories.ToDictionary(one => one.Name, StringComparer.Ordinal);
        foreach (StoredTorrent stored in state.Torrents)
            if (stored.Torrent.Wishes.Category is { } used) all.TryAdd(used, new Category(used, ""));
        _all = all.ToImmutableSortedDictionary(StringComparer.Ordinal);
        _database = database;
        _checkDestination = checkDestination;
    }

    /// <summary>By name. The same object as long as nothing changes.</summary>
    public IReadOnlyDictionary<string, Category> All => Volatile.Read(ref _all);

    /// <summary>The directory of its own that a category has; null: none, or no such category.</summary>
    public string? DestinationOf(string? name) =>
        name is { Length: > 0 } && All.TryGetValue(name, out Category? category) && category.Destination.Length > 0
            ? category.Destination
            : null;

    /// <summary>A name without spaces at its ends, or why it cannot be one.</summary>
    public static Result<string> ParseName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string text = name.Trim();
        bool isFit = text.Length is > 0 and <= MaxNameLength && !text.Any(char.IsControl) && !text.Contains('\\')
            && text[0] != '/' && text[^1] != '/' && !text.Contains("//", StringComparison.Ordinal);
        return isFit
            ? text
            : new AppError("category-invalid", $"A category's name has 1 to {MaxNameLength} letters, no control "
                + "characters and no '\\'; a '/' stands only between names.");
    }

    /// <summary>Makes a category; one of that name is an error.</summary>
    public Task<Result<Category>> CreateAsync(string name, string destination) =>
        SaveAsync(name, destination, isNew: true);

    /// <summary>Changes where the content of a category goes; what is there already stays where it is.</summary>
    public Task<Result<Category>> EditAsync(string name, string destination) =>
        SaveAsync(name, destination, isNew: false);

    /// <summary>Sees to it that there is such a category.</summary>
    public async Task<AppError?> EnsureAsync(string name)
    {
        if (All.ContainsKey(name)) return null;
        AppError? error = (await CreateAsync(name, "")).Error;
        return error?.Code is "category-exists" ? null : error;
    }

    /// <summary>Removes categories; names of none are passed over. Null: that is durable.</summary>
    public Task<AppError?> RemoveAsync(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return _changes.RunAsync(async () =>
        {
            string[] known = [.. names.Where(All.ContainsKey).Distinct(StringComparer.Ordinal)];
            if (known.Length == 0) return null;
            AppError? error = await _database.CommitAsync(StateChanges.SaveCategories([], known));
            if (error is null) Volatile.Write(ref _all, _all.RemoveRange(known));
            return error;
        });
    }

    private async Task<Result<Category>> SaveAsync(string name, string destination, bool isNew)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!ParseName(name).TryGet(out string? tidy, out AppError? error)) return error;
        if (destination.Length > 0 && await _checkDestination(destination) is { } refused) return refused;
        var category = new Category(tidy, destination);
        error = await _changes.RunAsync(() => StoreAsync(category, isNew));
        return error is null ? category : error;
    }

    private async Task<AppError?> StoreAsync(Category category, bool isNew)
    {
        bool isKnown = _all.ContainsKey(category.Name);
        if (isNew && isKnown) return new AppError("category-exists", $"There is a category {category.Name} already.");
        if (!isNew && !isKnown) return NotFound(category.Name);
        if (_all.Count >= MaxCount && !isKnown)
            return new AppError("category-invalid", $"There are {MaxCount} categories: remove some first.");
        AppError? error = await _database.CommitAsync(StateChanges.SaveCategories([category], []));
        if (error is null) Volatile.Write(ref _all, _all.SetItem(category.Name, category));
        return error;
    }

    internal static AppError NotFound(string name) => new("category-not-found", $"There is no category {name}.");
}
