using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Access;

/// <summary>Who may do what. Only hashes of secrets are kept. Thread-safe; checking never waits.</summary>
public sealed class TokenStore
{
    /// <summary>The token that lies in a file of the state directory.</summary>
    internal const string LocalId = "local";

    private const int MaxNameLength = 200;
    private const long LastUsedStepMs = 60_000;
    private static readonly long LatestEndUnixMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
    private readonly StateDatabase _database;
    private readonly TimeProvider _clock;
    private ImmutableList<TokenRecord> _tokens;
    private StateDirectory? _directory;

    /// <summary>Takes up what was stored.</summary>
    public TokenStore(LoadedState state, StateDatabase database, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(state);
        _tokens = [.. state.Tokens];
        _database = database;
        _clock = clock;
    }

    /// <summary>All tokens, revoked ones excepted.</summary>
    public IReadOnlyList<TokenRecord> All => Volatile.Read(ref _tokens);

    /// <summary>Told the id of each token that is no more.</summary>
    internal Action<string>? Gone { get; set; }

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The token that has this secret; null if there is none or it has ended.</summary>
    public TokenRecord? Authenticate(string? secret)
    {
        if (secret is null || !TokenSecret.HasForm(secret)) return null;
        byte[] hash = TokenSecret.HashOf(secret);
        TokenRecord? found = null;

        // Every one is compared in full, so that the time tells nothing.
        foreach (TokenRecord token in Volatile.Read(ref _tokens))
            if (CryptographicOperations.FixedTimeEquals(token.Hash, hash)) found = token;
        long now = NowMs;
        if (found is null || found.ExpiresUnixMs <= now) return null;
        if (found.LastUsedUnixMs is null || now - found.LastUsedUnixMs >= LastUsedStepMs) MarkUsed(found, now);
        return found;
    }

    /// <summary>The token of that id, if it is one and has not ended.</summary>
    internal TokenRecord? Find(string id) =>
        All.FirstOrDefault(token => Is(token, id) && !(token.ExpiresUnixMs <= NowMs));

    /// <summary>Makes a token; its secret is told here and never again.</summary>
    /// <param name="name">Whom or what it is for.</param>
    /// <param name="role">What it allows.</param>
    /// <param name="expiresUnixMs">When it ends; null: never.</param>
    /// <param name="category">The one category that it is narrowed to; null: all torrents.</param>
    /// <param name="manners">How the Web API of qBittorrent answers those who show it.</param>
    public async Task<Result<(TokenRecord Token, string Secret)>> CreateAsync(
        string name,
        AccessRole role,
        long? expiresUnixMs,
        string? category = null,
        QBittorrentManners manners = QBittorrentManners.V51)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > MaxNameLength || name.Any(char.IsControl))
            return new AppError("bad-request", "A token's name is at most 200 letters without control characters.");
        if (expiresUnixMs > LatestEndUnixMs)
            return new AppError("bad-request", "A token ends before the year 10000; leave its end out for none.");
        if (expiresUnixMs <= NowMs) return new AppError("bad-request", "The token would have ended already.");
        if (!Narrowing.Read(role, category).TryGet(out Narrowing? narrowing, out AppError? wrong)) return wrong;
        return await StoreAsync(new TokenRecord
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)),
            Hash = [],
            Name = name,
            Role = role,
            Category = narrowing.Category,
            QBittorrentManners = manners,
            CreatedUnixMs = NowMs,
            ExpiresUnixMs = expiresUnixMs,
        });
    }

    /// <summary>
    /// Ends a token at once. Null: that is durable. The local one gets a successor, so that its owner is not locked
    /// out.
    /// </summary>
    public async Task<AppError?> RevokeAsync(string id)
    {
        if (!All.Any(token => Is(token, id))) return new AppError("token-not-found", "There is no such token.");

        // First in memory: what is revoked must not work for another moment, whatever the disk does.
        ImmutableInterlocked.Update(ref _tokens, static (all, gone) => all.RemoveAll(token => Is(token, gone)), id);
        Gone?.Invoke(id);
        AppError? error = await _database.CommitAsync(StateChanges.RemoveToken(id));
        bool isLocal = string.Equals(id, LocalId, StringComparison.Ordinal);
        return error is null && isLocal && _directory is { } directory ? await EnsureLocalAsync(directory) : error;
    }

    /// <summary>
    /// Sees to it that the file in the state directory holds a token with all rights, for programs of the same user.
    /// </summary>
    public async Task<AppError?> EnsureLocalAsync(StateDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        _directory = directory;
        try
        {
            string path = directory.TokenPath;
            StateFiles.MakePrivateFile(path);
            string present = File.Exists(path) ? (await File.ReadAllTextAsync(path)).Trim() : "";
            if (Authenticate(present) is { Role: AccessRole.Admin }) return null;
            Result<(TokenRecord, string Secret)> created = await StoreAsync(new TokenRecord
            {
                Id = LocalId,
                Hash = [],
                Name = "for programs on this machine",
                Role = AccessRole.Admin,
                CreatedUnixMs = NowMs,
            });
            if (!created.TryGet(out var made, out AppError? error)) return error;
            StateFiles.Replace(path, Encoding.ASCII.GetBytes(made.Secret + "\n"));
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return new AppError("state-not-saved", $"{directory.TokenPath} cannot be written: {failed.Message}");
        }
    }

    private async Task<Result<(TokenRecord Token, string Secret)>> StoreAsync(TokenRecord wishes)
    {
        string secret = TokenSecret.Create();
        TokenRecord token = wishes with { Hash = TokenSecret.HashOf(secret) };
        AppError? error = await _database.CommitAsync(StateChanges.SaveToken(token));
        if (error is not null) return error;
        ImmutableInterlocked.Update(
            ref _tokens, static (all, one) => all.RemoveAll(known => Is(known, one.Id)).Add(one), token);
        return (token, secret);
    }

    private static bool Is(TokenRecord token, string id) => string.Equals(token.Id, id, StringComparison.Ordinal);

    private void MarkUsed(TokenRecord token, long now)
    {
        TokenRecord used = token with { LastUsedUnixMs = now };
        ImmutableInterlocked.Update(
            ref _tokens,
            static (all, pair) => all.Contains(pair.token) ? all.Replace(pair.token, pair.used) : all,
            (token, used));
        _database.TryPost(StateChanges.MarkTokenUsed(token.Id, now));
    }
}
