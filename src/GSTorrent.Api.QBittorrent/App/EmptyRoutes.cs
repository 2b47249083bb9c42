using System.Text.Json;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.QBittorrent.App;

/// <summary>
/// What this server does not do: there is nothing of it to be seen, and nothing of it can be begun.
/// </summary>
internal static class EmptyRoutes
{
    private static readonly string[] EmptyLists = ["/search/status", "/search/plugins", "/app/cookies"];

    private static readonly string[] EmptyObjects = ["/rss/items", "/rss/rules", "/rss/matchingArticles"];

    private static readonly string[] Refused =
    [
        "/search/start", "/search/stop", "/search/results", "/search/delete", "/search/downloadTorrent",
        "/search/installPlugin", "/search/uninstallPlugin", "/search/enablePlugin", "/search/updatePlugins",
        "/rss/addFeed", "/rss/addFolder", "/rss/setFeedURL", "/rss/setFeedRefreshInterval", "/rss/removeItem",
        "/rss/moveItem", "/rss/markAsRead", "/rss/refreshItem", "/rss/setRule", "/rss/renameRule", "/rss/removeRule",
        "/rss/cloneRule",
    ];

    public static void Map(RouteSet routes)
    {
        foreach (string path in EmptyLists)
        {
            routes.Read(path, static call => call.JsonAsync(static writer =>
            {
                writer.WriteStartArray();
                writer.WriteEndArray();
            }));
        }

        foreach (string path in EmptyObjects)
        {
            routes.Read(path, static call => call.JsonAsync(static writer =>
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
            }));
        }

        foreach (string path in Refused)
            routes.Change(path, static call => call.ConflictAsync("This server has neither a search engine nor RSS."));

        // Cookies are for the download of torrents by URL, which sends none.
        routes.Change(
            "/app/setCookies", static call => call.DoneAsync(CheckCookies(call.Parameters.Text("cookies"))),
            AccessRole.Admin);
    }

    // What is no list of objects is refused, so that a client's mistake does not pass for a change.
    private static AppError? CheckCookies(string text)
    {
        try
        {
            using JsonDocument cookies = JsonDocument.Parse(text.Trim());
            bool isList = cookies.RootElement.ValueKind == JsonValueKind.Array
                && cookies.RootElement.EnumerateArray().All(cookie => cookie.ValueKind == JsonValueKind.Object);
            return isList ? null : new AppError("bad-request", "'cookies' must be a JSON array of objects.");
        }
        catch (JsonException)
        {
            return new AppError("bad-request", "'cookies' is not JSON.");
        }
    }
}
