namespace GSTorrent.Trackers;

/// <summary>How a tracker is spoken to.</summary>
public enum TrackerScheme
{
    /// <summary>HTTP (BEP 3).</summary>
    Http,

    /// <summary>HTTP over TLS.</summary>
    Https,

    /// <summary>UDP (BEP 15).</summary>
    Udp,
}

/// <summary>
/// The checked URL of a tracker: http, https or udp, with a host in ASCII (names in other scripts can look alike) and a
/// port. Its text form for logs hides passkeys.
/// </summary>
public sealed class TrackerUrl : IEquatable<TrackerUrl>
{
    private const int MaxLength = 2048;

    private static readonly string[] KnownNames =
        ["announce", "announce.php", "announce.cgi", "ann", "bt", "tracker", "tracker.php"];

    private readonly string _identity;

    private TrackerUrl(string text, Uri uri, TrackerScheme scheme)
    {
        int fragment = text.IndexOf('#', StringComparison.Ordinal);
        Text = fragment < 0 ? text : text[..fragment];
        Scheme = scheme;
        Host = uri.DnsSafeHost;
        Port = uri.Port;
        PathAndQuery = uri.PathAndQuery;
        _identity = $"{uri.Scheme}://{uri.UserInfo}@{uri.Host}:{uri.Port}{PathAndQuery}";
    }

    /// <summary>
    /// The URL as given, without fragment. It may hold a passkey: show it to the owner only, log it never.
    /// </summary>
    public string Text { get; }

    /// <summary>How to speak.</summary>
    public TrackerScheme Scheme { get; }

    /// <summary>Name or address; IPv6 without brackets.</summary>
    public string Host { get; }

    /// <summary>1 to 65535.</summary>
    public int Port { get; }

    /// <summary>What stands after host and port, at least "/".</summary>
    public string PathAndQuery { get; }

    /// <summary>Does the last part of the path begin with "announce"? Only then can it be scraped (BEP 48).</summary>
    public bool HasAnnouncePath => LastSegment(Path).StartsWith("announce", StringComparison.Ordinal);

    /// <summary>
    /// Does the path end in "/announce"? A URL that asks some other service of a private network to do something ends
    /// otherwise.
    /// </summary>
    public bool EndsInAnnounce => Path.EndsWith("/announce", StringComparison.Ordinal);

    private string Path => PathAndQuery.Split('?', 2)[0];

    /// <summary>Checks a URL from outside.</summary>
    /// <param name="text">The URL; white space around it is ignored.</param>
    /// <param name="url">The result.</param>
    /// <param name="error">Why not; does not repeat the URL.</param>
    public static bool TryParse(string? text, out TrackerUrl? url, out string? error)
    {
        url = null;
        error = Check(text?.Trim() ?? "", out Uri? uri, out TrackerScheme scheme);
        if (error is not null) return false;
        url = new TrackerUrl(text!.Trim(), uri!, scheme);
        return true;
    }

    /// <summary>
    /// The URL for people and logs: no query, no user, and of the path nothing but a well-known name at its end; "…"
    /// stands for what is left out, however short, as it may be a passkey.
    /// </summary>
    public override string ToString()
    {
        string host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        string last = LastSegment(Path);
        bool isPlain = Path.Length == last.Length + 1;
        // "announce" itself may carry a passkey: announce.php is fine, announce-0123456789abcdef is not.
        string shown = last.Length == 0 || KnownNames.Contains(last, StringComparer.Ordinal) ? last
            : HasAnnouncePath ? "announce…"
            : "…";
        return $"{Scheme.ToString().ToLowerInvariant()}://{host}:{Port}/{(isPlain ? "" : "…/")}{shown}";
    }

    /// <inheritdoc />
    public bool Equals(TrackerUrl? other) =>
        other is not null && string.Equals(_identity, other._identity, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as TrackerUrl);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_identity);

    private static string LastSegment(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string? Check(string text, out Uri? uri, out TrackerScheme scheme)
    {
        uri = null;
        scheme = TrackerScheme.Http;
        if (text.Length is 0 or > MaxLength) return $"a tracker URL must have 1 to {MaxLength} characters";
        foreach (char letter in text)
            if (char.IsControl(letter) || char.IsWhiteSpace(letter))
                return "a tracker URL must not contain white space";
        if (!Uri.TryCreate(text, UriKind.Absolute, out uri)) return "not a valid URL";
        switch (uri.Scheme)
        {
            case "http": scheme = TrackerScheme.Http; break;
            case "https": scheme = TrackerScheme.Https; break;
            case "udp": scheme = TrackerScheme.Udp; break;
            default: return "only http, https and udp trackers are supported";
        }

        if (uri.Host.Length == 0) return "the tracker URL has no host";
        if (!System.Text.Ascii.IsValid(uri.Host)) return "the tracker's host name is not ASCII";
        return uri.Port is < 1 or > ushort.MaxValue ? "the tracker URL has no port" : null;
    }
}
