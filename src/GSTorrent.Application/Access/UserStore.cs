using System.Collections.Immutable;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Access;

/// <summary>
/// Who may sign in with a password. Only salted slow hashes are kept. Reading never waits; a change counts once it is
/// durable. Thread-safe.
/// </summary>
public sealed class UserStore
{
    private const int MaxCount = 1_000, MaxNameLength = 64;
    private const int MinPasswordLength = 8, MaxPasswordLength = AccessControl.MaxPasswordLength;
    private const long LastUsedStepMs = 60_000;
    private readonly StateDatabase _database;
    private readonly PasswordWorker _worker;
    private readonly TimeProvider _clock;
    private readonly ChangeLine _changes = new();
    private ImmutableSortedDictionary<string, UserRecord> _all;

    /// <summary>Takes up what was stored.</summary>
    internal UserStore(LoadedState state, StateDatabase database, PasswordWorker worker, TimeProvider clock)
    {
        _all = state.Users.ToImmutableSortedDictionary(
            user => user.Name, user => user, StringComparer.OrdinalIgnoreCase);
        (_database, _worker, _clock) = (database, worker, clock);
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<UserRecord> All => [.. Volatile.Read(ref _all).Values];

    /// <summary>What one guess of a password costs; tests need no more than a few.</summary>
    internal int Rounds { get; init; } = PasswordHash.Rounds;

    /// <summary>Told the name of each user that is no more.</summary>
    internal Action<string>? Gone { get; set; }

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The user of that name, whatever its letters' case.</summary>
    public UserRecord? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Volatile.Read(ref _all).GetValueOrDefault(name);
    }

    /// <summary>Adds a user; one of that name is an error.</summary>
    /// <param name="name">1 to 64 ASCII letters, digits and <c>. - _ @</c>.</param>
    /// <param name="password">8 to 1,024 letters.</param>
    /// <param name="role">What the user may do.</param>
    /// <param name="category">The one category that the user is narrowed to; null: all torrents.</param>
    public async Task<Result<UserRecord>> AddAsync(string name, string password, AccessRole role, string? category)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsName(name))
            return new AppError("user-invalid", "A user's name has 1 to 64 letters of a-z, A-Z, 0-9 and . - _ @");
        if (!Narrowing.Read(role, category).TryGet(out Narrowing? narrowing, out AppError? error)) return error;
        if (Find(name) is not null) return Exists(name);
        if (!(await HashAsync(password)).TryGet(out string? hash, out error)) return error;
        var user = new UserRecord
        {
            Name = name,
            Role = role,
            Category = narrowing.Category,
            CreatedUnixMs = NowMs,
            PasswordHash = hash,
        };
        error = await _changes.RunAsync(() => AddAsync(user));
        return error is null ? user : error;
    }

    /// <summary>Gives a user another password; sessions that were opened with the old one end.</summary>
    public async Task<AppError?> SetPasswordAsync(string name, string password)
    {
        if (Find(name) is null) return NotFound();
        if (!(await HashAsync(password)).TryGet(out string? hash, out AppError? error)) return error;
        return await _changes.RunAsync(async () =>
        {
            if (Find(name) is not { } known) return NotFound();
            UserRecord user = known with { PasswordHash = hash };
            AppError? failed = await _database.CommitAsync(StateChanges.SaveUser(user));
            if (failed is null) Put(user);
            return failed;
        });
    }

    /// <summary>Removes a user, whose sessions end. Null: that is durable.</summary>
    public Task<AppError?> RemoveAsync(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _changes.RunAsync(async () =>
        {
            if (Find(name) is not { } user) return NotFound();

            // First in memory: who is removed must not come in for another moment, whatever the disk does.
            ImmutableInterlocked.Update(ref _all, static (all, gone) => all.Remove(gone), user.Name);
            Gone?.Invoke(user.Name);
            return await _database.CommitAsync(StateChanges.RemoveUser(user.Name));
        });
    }

    /// <summary>A user signed in.</summary>
    internal void MarkUsed(UserRecord user)
    {
        long now = NowMs;
        if (now - user.LastUsedUnixMs < LastUsedStepMs) return;
        ImmutableInterlocked.Update(
            ref _all,
            static (all, pair) => all.TryGetValue(pair.Name, out UserRecord? known)
                ? all.SetItem(pair.Name, known with { LastUsedUnixMs = pair.now })
                : all,
            (user.Name, now));
        _database.TryPost(StateChanges.MarkUserUsed(user.Name, now));
    }

    private async Task<AppError?> AddAsync(UserRecord user)
    {
        if (Find(user.Name) is not null) return Exists(user.Name);
        if (_all.Count >= MaxCount)
            return new AppError("user-invalid", $"There are {MaxCount} users: remove some first.");
        AppError? error = await _database.CommitAsync(StateChanges.SaveUser(user));
        if (error is null) Put(user);
        return error;
    }

    private void Put(UserRecord user) =>
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.SetItem(one.Name, one), user);

    private async Task<Result<string>> HashAsync(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (password.Length is < MinPasswordLength or > MaxPasswordLength || password.Any(char.IsControl))
        {
            return new AppError("password-invalid", $"A password has {MinPasswordLength} to {MaxPasswordLength} "
                + "letters and no control characters.");
        }

        return _worker.TryRun(() => PasswordHash.Create(password, Rounds), out Task<string>? hashing)
            ? await hashing
            : new AppError("busy", "Too many passwords are being checked: try again.");
    }

    private static bool IsName(string name) => name.Length is > 0 and <= MaxNameLength
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@');

    private static AppError Exists(string name) => new("user-exists", $"There is a user {name} already.");

    private static AppError NotFound() => new("user-not-found", "There is no such user.");
}
