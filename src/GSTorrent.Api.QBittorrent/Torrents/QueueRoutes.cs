using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>The places of torrents in the queue.</summary>
internal sealed class QueueRoutes(GstHost host, ManyTorrents many)
{
    public void Map(RouteSet routes)
    {
        routes.Change("/torrents/topPrio", call => MoveAsync(call, QueueMove.Top));
        routes.Change("/torrents/bottomPrio", call => MoveAsync(call, QueueMove.Bottom));
        routes.Change("/torrents/increasePrio", call => MoveAsync(call, QueueMove.Up));
        routes.Change("/torrents/decreasePrio", call => MoveAsync(call, QueueMove.Down));
    }

    private async Task MoveAsync(Call call, QueueMove move)
    {
        if (!host.Settings.Current.IsOn(QueueSettings.Enabled))
        {
            await call.ConflictAsync("Torrent queueing must be enabled");
            return;
        }

        HashSet<int> numbers = [.. many.Of(call).Select(row => row.Number)];
        await call.DoneAsync(numbers.Count > 0 ? await host.Editor.MoveInQueueAsync(numbers, move) : null);
    }
}
