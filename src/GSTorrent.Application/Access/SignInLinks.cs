namespace GSTorrent.Application.Access;

/// <summary>Links that let somebody in once, within a short time. Thread-safe and bounded.</summary>
internal sealed class SignInLinks(TimeProvider clock)
{
    private const int MaxLinks = 10;
    private readonly Lock _gate = new();
    private readonly List<(string Key, long MadeAt)> _links = [];

    /// <summary>How long one is good for.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Makes one; its secret is told here and never again.</summary>
    public string Create()
    {
        string secret = RandomSecret.Create();
        lock (_gate)
        {
            if (_links.Count == MaxLinks) _links.RemoveAt(0);
            _links.Add((RandomSecret.HashOf(secret)!, clock.GetTimestamp()));
        }

        return secret;
    }

    /// <summary>Uses one up; false if it is none, was used, or is too old.</summary>
    public bool TryUse(string? secret)
    {
        string? key = RandomSecret.HashOf(secret);
        lock (_gate)
        {
            int at = _links.FindIndex(link => string.Equals(link.Key, key, StringComparison.Ordinal));
            if (at < 0) return false;
            bool isFresh = clock.GetElapsedTime(_links[at].MadeAt) < Lifetime;
            _links.RemoveAt(at);
            return isFresh;
        }
    }
}
