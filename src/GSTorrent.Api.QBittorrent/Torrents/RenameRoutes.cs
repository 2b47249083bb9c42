using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Other paths for files of a torrent.</summary>
internal sealed class RenameRoutes(GstHost host)
{
    public void Map(RouteSet routes)
    {
        routes.Change("/torrents/renameFile", call => RenameAsync(call, host.Renamer.RenameFileAsync));
        routes.Change("/torrents/renameFolder", call => RenameAsync(call, host.Renamer.RenameFolderAsync));
    }

    private async Task RenameAsync(Call call, Func<string, string, string, Task<AppError?>> rename)
    {
        if (call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error))
        {
            error = await rename(
                row.InfoHash.ToString(), call.Parameters.Text("oldPath"), call.Parameters.Text("newPath"));
        }

        await call.DoneAsync(error);
    }
}
