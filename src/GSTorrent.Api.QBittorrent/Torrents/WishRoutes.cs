using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Single wishes of torrents.</summary>
internal sealed class WishRoutes(TorrentEditor editor, ManyTorrents many)
{
    public void Map(RouteSet routes)
    {
        routes.Change("/torrents/toggleSequentialDownload", call => ChangeAsync(
            call, row => new TorrentChange { Sequential = !row.Sequential }));
        routes.Change("/torrents/toggleFirstLastPiecePrio", call => ChangeAsync(
            call, row => new TorrentChange { FirstLastFirst = !row.FirstLastFirst }));
        routes.Change("/torrents/setSuperSeeding", SuperSeedAsync);
        routes.Change("/torrents/setComment", CommentAsync);
        routes.Change("/torrents/rename", RenameAsync);
    }

    private Task SuperSeedAsync(Call call)
    {
        var change = new TorrentChange { SuperSeeding = call.Parameters.Flag("value") is true };
        return ChangeAsync(call, _ => change);
    }

    private Task CommentAsync(Call call)
    {
        var change = new TorrentChange { Comment = call.Parameters.Text("comment") };
        return ChangeAsync(call, _ => change);
    }

    private Task RenameAsync(Call call)
    {
        string name = call.Parameters.Text("name").ReplaceLineEndings(" ");
        return name.Length == 0
            ? call.ConflictAsync("Incorrect torrent name")
            : ChangeOneAsync(call, new TorrentChange { Name = name });
    }

    private async Task ChangeOneAsync(Call call, TorrentChange change)
    {
        if (!call.Torrent(many.ReadModel).TryGet(out TorrentRow? row, out AppError? error))
            await call.RefuseAsync(error);
        else
            await call.DoneAsync((await editor.ChangeAsync(row.InfoHash.ToString(), change)).Error);
    }

    private Task ChangeAsync(Call call, Func<TorrentRow, TorrentChange> change) =>
        many.ChangeAsync(call, async (id, row) => (await editor.ChangeAsync(id, change(row))).Error);
}
