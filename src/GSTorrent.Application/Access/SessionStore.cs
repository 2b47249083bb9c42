using System.Security.Cryptography;
using System.Text;

namespace GSTorrent.Application.Access;

/// <summary>
/// Sessions of browsers and other programs that keep a cookie. Only hashes of their secrets are held, in memory; they
/// end some time after their last use and with the program. Thread-safe and bounded.
/// </summary>
/// <param name="lifetime">How long one lasts without being used.</param>
/// <param name="clock">The clock.</param>
internal sealed class SessionStore(Func<TimeSpan> lifetime, TimeProvider clock)
{
    private const int MaxSessions = 1_000, MaxOfOneCaller = 100;
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(90);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Opens one; its secret is told here and never again.</summary>
    public string Open(Caller caller)
    {
        string secret = RandomSecret.Create();
        string key = RandomSecret.HashOf(secret)!;
        lock (_gate)
        {
            // Programs that sign in again and again push their own sessions out, and nobody else's.
            MakeRoom(session => IsSame(session.Caller, caller), MaxOfOneCaller);
            MakeRoom(_ => true, MaxSessions);
            long now = clock.GetTimestamp();
            _sessions.Add(key, new Session(caller with { Session = key }) { Opened = now, LastUsed = now });
        }

        return secret;
    }

    /// <summary>Who opened it; null: there is none, or it has ended.</summary>
    public Caller? Find(string? secret)
    {
        if (RandomSecret.HashOf(secret) is not { } key) return null;
        lock (_gate)
        {
            if (!_sessions.TryGetValue(key, out Session? session)) return null;
            if (!IsAlive(session))
            {
                _sessions.Remove(key);
                return null;
            }

            session.LastUsed = clock.GetTimestamp();
            return session.Caller;
        }
    }

    /// <summary>Is the session that a caller came by still open? True for one who came by none.</summary>
    public bool IsOpen(Caller caller)
    {
        if (caller.Session is not { } key) return true;
        lock (_gate) return _sessions.TryGetValue(key, out Session? session) && IsAlive(session);
    }

    public void Close(string secret)
    {
        if (RandomSecret.HashOf(secret) is not { } key) return;
        lock (_gate) _sessions.Remove(key);
    }

    /// <summary>
    /// What a page must send along with each change besides the cookie: pages of other sites can make the browser send
    /// that, but cannot know this.
    /// </summary>
    public static string CsrfTokenOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("csrf " + secret)));

    private bool IsAlive(Session session) =>
        clock.GetElapsedTime(session.LastUsed) < lifetime() && clock.GetElapsedTime(session.Opened) < LongestLife;

    private void MakeRoom(Func<Session, bool> counts, int max)
    {
        KeyValuePair<string, Session>[] counted = [.. _sessions.Where(pair => counts(pair.Value))];
        if (counted.Length < max) return;
        long now = clock.GetTimestamp();
        _sessions.Remove(counted.MaxBy(pair => clock.GetElapsedTime(pair.Value.LastUsed, now)).Key);
    }

    private static bool IsSame(Caller one, Caller other) =>
        string.Equals(one.UserName, other.UserName, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.TokenId, other.TokenId, StringComparison.Ordinal);

    private sealed class Session(Caller caller)
    {
        public Caller Caller { get; } = caller;

        public long Opened { get; init; }

        public long LastUsed { get; set; }
    }
}
