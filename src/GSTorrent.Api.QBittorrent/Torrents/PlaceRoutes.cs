using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Where the content of torrents lies.</summary>
internal sealed class PlaceRoutes(GstHost host, ManyTorrents many)
{
    public void Map(RouteSet routes)
    {
        routes.Change("/torrents/setLocation", call => MoveAsync(call, "location", "hashes", evenIfFollowing: true));
        routes.Change("/torrents/setSavePath", call => MoveAsync(call, "path", "id", evenIfFollowing: false));
        routes.Change("/torrents/setAutoManagement", FollowAsync);

        // Incomplete content has no place of its own here, so there is nothing to be changed.
        routes.Change("/torrents/setDownloadPath", call => call.DoneAsync());
    }

    /// <summary>A path as clients give it: a relative one begins at the destination.</summary>
    internal static string Absolute(GstHost host, string path) =>
        Path.IsPathFullyQualified(path) ? path : Path.Combine(host.Destination, path);

    /// <summary>
    /// As it is told: a path that is not allowed is no reason to sign in again, which 403 would be.
    /// </summary>
    internal static AppError? Told(AppError? error) =>
        error is { Code: "path-not-allowed" } ? error with { Code = "conflict" } : error;

    private Task FollowAsync(Call call)
    {
        var change = new TorrentChange { FollowsCategory = call.Parameters.Flag("enable") is true };
        return many.EditAsync(call, _ => change);
    }

    private Task MoveAsync(Call call, string pathName, string hashesName, bool evenIfFollowing)
    {
        string path = call.Parameters.Text(pathName);
        if (path.Length == 0) return call.RefuseAsync(new AppError("bad-request", "Save path cannot be empty"));
        string destination = Path.TrimEndingDirectorySeparator(Absolute(host, path));
        return many.EditAsync(call, row => ChangeOf(row, destination, evenIfFollowing), hashesName);
    }

    private static TorrentChange? ChangeOf(TorrentRow row, string destination, bool evenIfFollowing)
    {
        if (row.Origin.FollowsCategory && !evenIfFollowing) return null;
        bool isThere = string.Equals(row.Destination, destination, StringComparison.Ordinal);
        return new TorrentChange
        {
            Destination = isThere ? null : destination,
            FollowsCategory = row.Origin.FollowsCategory ? false : null,
        };
    }
}
