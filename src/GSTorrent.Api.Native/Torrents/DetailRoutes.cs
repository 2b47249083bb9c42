using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>Files, peers and trackers of one torrent.</summary>
internal sealed class DetailRoutes(TorrentDetails details)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/torrents/{id}/files", AccessRole.Read, FilesAsync);
        routes.Map("GET", "/torrents/{id}/peers", AccessRole.Read, PeersAsync);
        routes.Map("GET", "/torrents/{id}/trackers", AccessRole.Read, TrackersAsync);
    }

    public static Task WriteFilesAsync(HttpContext context, Result<IReadOnlyList<FileSnapshot>> files) =>
        context.WriteAsync(
            200,
            files,
            static found => new TranslatedList<FileSnapshot, FileDto>(found, DetailTranslation.ToDto),
            ContractsJsonContext.Default.IReadOnlyListFileDto);

    private async Task FilesAsync(HttpContext context) =>
        await WriteFilesAsync(context, await details.GetFilesAsync(context.TorrentId()));

    private async Task PeersAsync(HttpContext context) => await context.WriteAsync(
        200,
        await details.GetPeersAsync(context.TorrentId()),
        static found => new TranslatedList<PeerSnapshot, PeerDto>(found, DetailTranslation.ToDto),
        ContractsJsonContext.Default.IReadOnlyListPeerDto);

    private async Task TrackersAsync(HttpContext context)
    {
        bool mayReadSecrets = context.Caller().Role >= AccessRole.Control;
        await context.WriteAsync(
            200,
            await details.GetTrackersAsync(context.TorrentId()),
            found => new TranslatedList<TrackerSnapshot, TrackerDto>(
                found, tracker => DetailTranslation.ToDto(mayReadSecrets ? tracker : Mask(tracker))),
            ContractsJsonContext.Default.IReadOnlyListTrackerDto);
    }

    // A tracker's own words may repeat the URL with its passkey.
    private static TrackerSnapshot Mask(TrackerSnapshot tracker) => tracker with
    {
        Url = TrackerUrlMask.Apply(tracker.Url),
        LastError = tracker.LastError?.Replace(
            tracker.Url, TrackerUrlMask.Apply(tracker.Url), StringComparison.OrdinalIgnoreCase),
    };
}
