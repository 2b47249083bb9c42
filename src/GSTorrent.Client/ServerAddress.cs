using System.Diagnostics.CodeAnalysis;

namespace GSTorrent.Client;

/// <summary>
/// Where a server listens: <c>http://host:port</c>, <c>https://host:port</c> or <c>unix:/path/to/socket</c>.
/// Two addresses are equal if their normal texts are.
/// </summary>
public sealed record ServerAddress
{
    /// <summary>The control port when none is written.</summary>
    public const int DefaultPort = 2255;

    private const string UnixPrefix = "unix:";

    // The port is always written, as a missing one means ours and not the scheme's.
    private const UriComponents WithPort =
        UriComponents.Scheme | UriComponents.Host | UriComponents.StrongPort | UriComponents.Path;

    private ServerAddress(Uri root, string? socketPath)
    {
        Root = root;
        SocketPath = socketPath;
    }

    /// <summary>The server on this machine with its settings untouched.</summary>
    public static ServerAddress Local { get; } = new(new Uri("http://127.0.0.1:2255/"), null);

    /// <summary>Scheme, host, port and path prefix, with a slash at its end.</summary>
    public Uri Root { get; }

    /// <summary>The socket's absolute path, or null for TCP.</summary>
    public string? SocketPath { get; }

    /// <summary>Whether the connection is encrypted and has a certificate.</summary>
    public bool IsTls => Root.Scheme is "https";

    /// <summary>
    /// Parses an address. A host without scheme is taken as http on a loopback host and as https elsewhere; a
    /// missing port is 2255; an address for listening on all interfaces means this machine.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ServerAddress? address)
    {
        address = null;
        if (string.IsNullOrWhiteSpace(text)) return false;
        text = text.Trim();
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal)) return TryParseSocket(text, out address);
        bool hasScheme = text.Contains("://", StringComparison.Ordinal);
        if (!Uri.TryCreate(hasScheme ? text : "http://" + text, UriKind.Absolute, out Uri? uri)) return false;
        if (uri.Scheme is not ("http" or "https") || uri.Host.Length == 0) return false;
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0) return false;
        address = new ServerAddress(Normalize(uri, hasScheme), null);
        return true;
    }

    /// <summary>The address in the form that <see cref="TryParse"/> takes, without a slash at its end.</summary>
    public override string ToString() => SocketPath is null
        ? Root.GetComponents(WithPort, UriFormat.UriEscaped).TrimEnd('/')
        : UnixPrefix + SocketPath;

    private static bool TryParseSocket(string text, out ServerAddress? address)
    {
        string path = text[UnixPrefix.Length..];
        bool valid = path.Length > 1 && path[0] == '/';
        address = valid ? new ServerAddress(new Uri("http://localhost/"), path) : null;
        return valid;
    }

    private static Uri Normalize(Uri uri, bool hasScheme)
    {
        string host = uri.Host switch { "0.0.0.0" => "127.0.0.1", "[::]" => "[::1]", var other => other };
        var builder = new UriBuilder(uri) { Host = host };
        if (!hasScheme && !builder.Uri.IsLoopback) builder.Scheme = Uri.UriSchemeHttps;
        if (!IsPortWritten(uri)) builder.Port = DefaultPort;
        if (!builder.Path.EndsWith('/')) builder.Path += "/";
        return builder.Uri;
    }

    // Uri hides whether ":80" was written or is the scheme's default.
    private static bool IsPortWritten(Uri uri)
    {
        string authority = uri.OriginalString[(uri.OriginalString.IndexOf("://", StringComparison.Ordinal) + 3)..];
        int end = authority.AsSpan().IndexOfAny('/', '\\');
        if (end >= 0) authority = authority[..end];
        return authority.LastIndexOf(':') > authority.LastIndexOf(']');
    }
}
