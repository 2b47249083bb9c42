using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Rate limits and share limits of torrents.</summary>
internal sealed class LimitRoutes(GstHost host, ManyTorrents many)
{
    public void Map(RouteSet routes)
    {
        routes.Read("/torrents/downloadLimit", call => ShowAsync(call, row => row.DownloadLimit));
        routes.Read("/torrents/uploadLimit", call => ShowAsync(call, row => row.UploadLimit));
        routes.Change("/torrents/setDownloadLimit", call => ChangeAsync(
            call, _ => new TorrentChange { DownloadLimit = LimitOf(call) }));
        routes.Change("/torrents/setUploadLimit", call => ChangeAsync(
            call, _ => new TorrentChange { UploadLimit = LimitOf(call) }));
        routes.Change("/torrents/setShareLimits", call => ChangeAsync(
            call, row => new TorrentChange { Share = ShareTexts.Read(call.Parameters, row.Share) }));
    }

    // Bytes a second; everything below 1 is no limit.
    private static long LimitOf(Call call) => Math.Max(0, call.Parameters.Number("limit") ?? 0);

    private Task ShowAsync(Call call, Func<TorrentRow, long> limit)
    {
        List<TorrentRow> rows = many.Of(call);
        return call.JsonAsync(writer =>
        {
            writer.WriteStartObject();
            foreach (TorrentRow row in rows) writer.WriteNumber(row.InfoHash.ToString(), limit(row));
            writer.WriteEndObject();
        });
    }

    private Task ChangeAsync(Call call, Func<TorrentRow, TorrentChange> change) =>
        many.ChangeAsync(call, async (id, row) => (await host.Editor.ChangeAsync(id, change(row))).Error);
}
