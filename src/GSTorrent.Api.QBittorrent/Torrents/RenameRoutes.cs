using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Other paths for files of a torrent.</summary>
internal sealed class RenameRoutes(GstHost host)
{
    public void Map(RouteSet routes)
    {
        routes.Change("/torrents/renameFile", RenameAsync);
        routes.Change("/torrents/renameFolder", RenameAsync);
    }

    private async Task RenameAsync(Call call)
    {
        if (call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error))
        {
            error = (await host.Torrents.RenamePathAsync(
                row.InfoHash.ToString(), call.Parameters.Text("oldPath"), call.Parameters.Text("newPath"))).Error;
        }

        await call.DoneAsync(error);
    }
}
