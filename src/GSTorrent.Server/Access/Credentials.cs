using System.Text;
using GSTorrent.Api.Native;
using GSTorrent.Api.QBittorrent;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Server.Access;

/// <summary>How a request says whose it is.</summary>
internal enum CredentialKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A token.</summary>
    Bearer,

    /// <summary>A user and a password (RFC 7617).</summary>
    Basic,

    /// <summary>The cookie of a session.</summary>
    Session,

    /// <summary>In a way that is not known or is not complete.</summary>
    Unknown,
}

/// <summary>What a request shows to be let in.</summary>
/// <param name="Kind">How.</param>
/// <param name="User">The user, with <see cref="CredentialKind.Basic"/>.</param>
/// <param name="Secret">Token, password or the session's secret.</param>
internal sealed record Credentials(CredentialKind Kind, string User = "", string Secret = "")
{
    // The longest user and password in UTF-8, and the encoding.
    private const int MaxBasicLength =
        ((AccessControl.MaxUserLength + 1 + AccessControl.MaxPasswordLength) * 3 * 4 / 3) + 3;

    private const string Bearer = "Bearer ", Basic = "Basic ";

    // The page of one API must not act through another one, whose guards against foreign pages are other ones.
    private static readonly PathString QBittorrentRoot = QBittorrentApi.Root;

    // As routing does.
    private const StringComparison Ignoring = StringComparison.OrdinalIgnoreCase;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly Credentials Incomplete = new(CredentialKind.Unknown);

    /// <summary>A header is stronger than a cookie: who writes it means it.</summary>
    public static Credentials Of(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        if (header.Length == 0) return OfCookie(request);
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return new Credentials(CredentialKind.Bearer, Secret: header[Bearer.Length..].Trim());
        return header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            ? OfBasic(header[Basic.Length..].Trim())
            : Incomplete;
    }

    /// <summary>The session's cookie; each API has its own.</summary>
    public static Credentials OfCookie(HttpRequest request)
    {
        bool isQBittorrent = request.Path.StartsWithSegments(QBittorrentRoot, Ignoring);
        string? secret = isQBittorrent
            ? QBittorrentApi.SessionOf(request.HttpContext)
            : request.Cookies[SessionCookie.Name];
        return string.IsNullOrEmpty(secret)
            ? new Credentials(CredentialKind.None)
            : new Credentials(CredentialKind.Session, Secret: secret);
    }

    /// <summary>Must a change by this request prove that a page of ours asked for it?</summary>
    public bool NeedsProof(HttpRequest request) => Kind is CredentialKind.Session
        && !request.Path.StartsWithSegments(QBittorrentRoot, Ignoring) && !IsHarmless(request.Method);

    /// <summary>Methods that change nothing.</summary>
    public static bool IsHarmless(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    // Neither may this be printed, nor any part of it.
    public override string ToString() => Kind.ToString();

    private static Credentials OfBasic(string encoded)
    {
        if (encoded.Length > MaxBasicLength) return Incomplete;
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out int length)) return Incomplete;
        try
        {
            string text = Strict.GetString(bytes, 0, length);
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0
                ? Incomplete
                : new Credentials(CredentialKind.Basic, text[..colon], text[(colon + 1)..]);
        }
        catch (DecoderFallbackException)
        {
            return Incomplete;
        }
    }
}
