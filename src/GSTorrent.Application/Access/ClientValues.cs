using System.Collections.Immutable;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Access;

/// <summary>
/// What programs put down at the server, such as the settings of a page: by user or token, so that nobody sees that of
/// others, and gone with them. Reading never waits; a change counts once it is durable. Bounded and thread-safe.
/// </summary>
public sealed class ClientValues
{
    /// <summary>Bytes that one owner has at most, and values.</summary>
    public const int MaxBytesOfOne = 1 << 20, MaxCountOfOne = 1_000;

    /// <summary>Bytes of all owners together: they are kept in memory.</summary>
    public const int MaxBytes = 32 << 20;

    private const int MaxNameLength = 200;
    private readonly StateDatabase _database;
    private readonly ChangeLine _changes = new();
    private ImmutableDictionary<string, Shelf> _all;

    /// <summary>Takes up what was stored; call it once it is known which users and tokens there are.</summary>
    internal ClientValues(LoadedState state, StateDatabase database)
    {
        _database = database;
        var owners = new HashSet<string>(StringComparer.Ordinal) { Callers.OwnerOf(Caller.Unknown) };
        owners.UnionWith(state.Users.Select(user => Callers.OwnerOfUser(user.Name)));
        owners.UnionWith(state.Tokens.Select(token => Callers.OwnerOfToken(token.Id)));
        _all = state.ClientValues
            .Where(value => owners.Contains(value.Owner))
            .GroupBy(value => value.Owner, StringComparer.Ordinal)
            .ToImmutableDictionary(group => group.Key, Shelf.Of, StringComparer.Ordinal);

        // The run before may have ended between the end of a user and that of its values.
        if (!state.HasAllCredentials) return;
        var gone = state.ClientValues.Select(value => value.Owner).ToHashSet(StringComparer.Ordinal);
        gone.ExceptWith(owners);
        foreach (string owner in gone) _database.TryPost(StateChanges.RemoveClientValues(owner));
    }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, ClientValue> Of(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return ShelfOf(Callers.OwnerOf(caller)).Values;
    }

    /// <summary>Changes values, all or none. Null: that is durable. The error is "too-large".</summary>
    /// <param name="caller">Whose they are.</param>
    /// <param name="changes">Name to JSON; null takes a value away.</param>
    public Task<AppError?> ChangeAsync(Caller caller, IReadOnlyDictionary<string, string?> changes)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(changes);
        string owner = Callers.OwnerOf(caller);
        return _changes.RunAsync(() => ChangeAsync(owner, changes));
    }

    /// <summary>A user is no more.</summary>
    internal void ForgetUser(string name) => _ = ForgetAsync(Callers.OwnerOfUser(name));

    /// <summary>A token is no more.</summary>
    internal void ForgetToken(string id) => _ = ForgetAsync(Callers.OwnerOfToken(id));

    private async Task<AppError?> ChangeAsync(string owner, IReadOnlyDictionary<string, string?> changes)
    {
        Shelf before = ShelfOf(owner), after = before;
        foreach ((string name, string? json) in changes) after = after.With(owner, name, json);
        (string Name, string? Json)[] news =
        [
            .. from change in changes
            where !string.Equals(before.JsonOf(change.Key), change.Value, StringComparison.Ordinal)
            select (change.Key, change.Value),
        ];
        if (news.Length == 0) return null;
        if (Check(before, after, news) is { } tooMuch) return tooMuch;
        AppError? error = await _database.CommitAsync(StateChanges.SaveClientValues(owner, news));
        if (error is null) ImmutableInterlocked.Update(ref _all, all => all.SetItem(owner, after));
        return error;
    }

    private AppError? Check(Shelf before, Shelf after, (string Name, string? Json)[] news)
    {
        if (Array.Exists(news, one => one.Json is not null && one.Name.Length > MaxNameLength))
            return TooLarge($"A name of client data has at most {MaxNameLength} letters.");
        if (after.Values.Count > MaxCountOfOne) return TooLarge($"Client data has at most {MaxCountOfOne} values.");
        if (after.Bytes > MaxBytesOfOne && after.Bytes > before.Bytes)
            return TooLarge($"Client data is not larger than {MaxBytesOfOne} bytes in all.");
        long others = Volatile.Read(ref _all).Values.Sum(shelf => shelf.Bytes) - before.Bytes;
        return others + after.Bytes > MaxBytes && after.Bytes > before.Bytes
            ? TooLarge($"Client data of all users and tokens is not larger than {MaxBytes} bytes.")
            : null;
    }

    private Task<AppError?> ForgetAsync(string owner) => _changes.RunAsync(async () =>
    {
        if (!ImmutableInterlocked.TryRemove(ref _all, owner, out _)) return null;
        return await _database.CommitAsync(StateChanges.RemoveClientValues(owner));
    });

    private Shelf ShelfOf(string owner) => Volatile.Read(ref _all).GetValueOrDefault(owner, Shelf.Empty);

    private static AppError TooLarge(string text) => new("too-large", text);

    /// <summary>All of one owner.</summary>
    private sealed record Shelf(ImmutableSortedDictionary<string, ClientValue> Values, long Bytes)
    {
        public static Shelf Empty { get; } =
            new(ImmutableSortedDictionary.Create<string, ClientValue>(StringComparer.Ordinal), 2);

        public static Shelf Of(IEnumerable<ClientValue> values) =>
            values.Aggregate(Empty, (shelf, value) => shelf.With(value.Owner, value.Name, value.Json));

        public string? JsonOf(string name) => Values.GetValueOrDefault(name)?.Json;

        public Shelf With(string owner, string name, string? json)
        {
            long bytes = Bytes - (Values.GetValueOrDefault(name)?.Bytes ?? 0);
            if (json is null) return new Shelf(Values.Remove(name), bytes);
            var value = new ClientValue(owner, name, json);
            return new Shelf(Values.SetItem(name, value), bytes + value.Bytes);
        }
    }
}
