using System.Collections.Frozen;
using GSTorrent.Api.Transmission.Rpc;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>Every key of the session, one row each: what it shows, and which setting it is.</summary>
internal static class KeyTable
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SessionKey> All { get; } =
        [.. SpeedKeys.All, .. QueueKeys.All, .. PlaceKeys.All, .. NetworkKeys.All, .. FactKeys.All];

    private static readonly FrozenDictionary<string, SessionKey> BySnake =
        All.ToFrozenDictionary(key => key.Name.Snake, StringComparer.Ordinal);

    // The legacy dialect counts the cache in other words.
    private const string LegacyCache = "cache_size_mb", Cache = "cache_size_mib";

    /// <summary>Null: there is no such key.</summary>
    public static SessionKey? Find(string name, Dialect dialect)
    {
        string snake = dialect == Dialect.Legacy ? NameStyles.ToSnake(name) : name;
        if (dialect == Dialect.Legacy && string.Equals(snake, LegacyCache, StringComparison.Ordinal)) snake = Cache;
        return BySnake.GetValueOrDefault(snake);
    }
}
