using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>What torrents are told to do. Old and new names of verbs are the same.</summary>
internal sealed class ActionRoutes(GstHost host, ManyTorrents many)
{
    public void Map(RouteSet routes)
    {
        foreach (string verb in new[] { "start", "resume" })
            routes.Change("/torrents/" + verb, call => many.ChangeAsync(call, (id, _) => StartAsync(id)));
        foreach (string verb in new[] { "stop", "pause" })
        {
            routes.Change("/torrents/" + verb, call => many.ChangeAsync(
                call, async (id, _) => (await host.Torrents.StopAsync(id)).Error));
        }

        routes.Change("/torrents/recheck", call => many.ChangeAsync(
            call, async (id, _) => (await host.Torrents.RecheckAsync(id)).Error));
        routes.Change("/torrents/reannounce", call => many.ChangeAsync(
            call, async (id, _) => (await host.Torrents.AnnounceAsync(id)).Error));
        routes.Change("/torrents/delete", DeleteAsync);
        routes.Change("/torrents/setForceStart", ForceAsync);
    }

    private Task DeleteAsync(Call call)
    {
        bool withContent = call.Parameters.Flag("deleteFiles") is true;
        return many.ChangeAsync(call, (id, _) => host.Torrents.RemoveAsync(id, withContent));
    }

    private Task ForceAsync(Call call)
    {
        var change = new TorrentChange { Forced = call.Parameters.Flag("value") is true };
        return many.ChangeAsync(
            call, async (id, _) => (await host.Editor.ChangeAsync(id, change)).Error ?? await StartAsync(id));
    }

    private async Task<AppError?> StartAsync(string id) => (await host.Torrents.StartAsync(id)).Error;
}
