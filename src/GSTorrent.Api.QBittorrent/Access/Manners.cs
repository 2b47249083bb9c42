using System.Collections.Frozen;
using System.Globalization;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.QBittorrent.Access;

/// <summary>
/// What differs between the versions that this server can be to a program. The token tells which one it is; who shows
/// none gets that of 5.1.
/// </summary>
internal sealed record Manners
{
    private const string OldCookie = "SID", NewCookiePrefix = "QBT_SID_";

    // qBittorrent 5.2 still answers all other calls that tell nothing with 200.
    private static readonly FrozenSet<string> Silent = new[]
    {
        "/auth/login", "/clientdata/store", "/rss/setFeedRefreshInterval", "/torrents/addTrackers",
        "/torrents/editTracker", "/torrents/editTrackers", "/torrents/removeTrackers", "/torrents/setComment",
        "/torrents/setTags",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly Manners Of51 = new() { Version = "v5.1.4", ApiVersion = "2.11.4" };

    private static readonly Manners Of52 = new() { Version = "v5.2.3", ApiVersion = "2.15.1", IsNew = true };

    /// <summary>Of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Of its Web API.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>
    /// Since 5.2 a status tells how it went: 401 for a wrong password, 202 and 409 for additions, 204 for nothing.
    /// </summary>
    public bool IsNew { get; private init; }

    /// <summary>What is said of a path that there is not.</summary>
    public string NoRoute => IsNew ? "Endpoint does not exist" : "Not Found";

    /// <summary>
    /// Those that a caller has chosen, or that the name of a cookie tells, though its session may have ended.
    /// </summary>
    public static Manners For(HttpContext context)
    {
        Caller? caller = context.Features.Get<Caller>();
        bool isKnown = caller is not null && caller != Caller.Unknown;
        bool isNew = isKnown
            ? caller!.QBittorrentManners == QBittorrentManners.V52
            : context.Request.Headers.Authorization.Count == 0
                && context.Request.Cookies.ContainsKey(NewCookie(context));
        return isNew ? Of52 : Of51;
    }

    /// <summary>Those that a caller has chosen.</summary>
    public static Manners For(Caller caller) =>
        caller.QBittorrentManners == QBittorrentManners.V52 ? Of52 : Of51;

    /// <summary>The name of the session's cookie.</summary>
    public string CookieOf(HttpContext context) => IsNew ? NewCookie(context) : OldCookie;

    /// <summary>The names that such a cookie may have, that of 5.2 first.</summary>
    public static string[] CookiesOf(HttpContext context) => [NewCookie(context), OldCookie];

    /// <summary>The status of an answer that tells nothing.</summary>
    public int StatusOfNothing(PathString path) =>
        IsNew && path.StartsWithSegments(QBittorrentApi.Root, StringComparison.OrdinalIgnoreCase, out PathString route)
        && Silent.Contains(route.Value ?? "")
            ? StatusCodes.Status204NoContent
            : StatusCodes.Status200OK;

    // By its port, browsers tell the cookies of several servers on one host apart.
    private static string NewCookie(HttpContext context) =>
        NewCookiePrefix + context.Connection.LocalPort.ToString(CultureInfo.InvariantCulture);
}
