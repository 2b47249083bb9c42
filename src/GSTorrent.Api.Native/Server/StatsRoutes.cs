using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Server;

/// <summary>Figures of the torrents that the caller sees.</summary>
internal sealed class StatsRoutes(GstHost host)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.Map("GET", "/stats", AccessRole.Read, ShowAsync, new RouteDoc(
            "showStatistics", "Tells rates and totals of all torrents that the caller sees.")
        {
            Answers = typeof(StatsDto),
        });

    private Task ShowAsync(HttpContext context)
    {
        StatisticsSnapshot now = host.StatisticsFor(context.Caller());
        var stats = new StatsDto
        {
            DownloadBytesPerSecond = now.DownloadRate,
            UploadBytesPerSecond = now.UploadRate,
            SessionDownloadedBytes = now.SessionDownloaded,
            SessionUploadedBytes = now.SessionUploaded,
            TotalDownloadedBytes = now.TotalDownloaded,
            TotalUploadedBytes = now.TotalUploaded,
            UptimeS = (long)host.Uptime.TotalSeconds,
            Torrents = now.Torrents,
            Downloading = now.Downloading,
            Seeding = now.Seeding,
            Peers = now.Peers,
        };
        return context.WriteAsync(200, stats, ContractsJsonContext.Default.StatsDto);
    }
}
