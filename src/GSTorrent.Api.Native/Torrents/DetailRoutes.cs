using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
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
        routes.Map("GET", "/torrents/{id}/files", AccessRole.Read, FilesAsync, new RouteDoc(
            "listFiles", "Lists the files of a torrent with their priorities and progress.")
        {
            Answers = typeof(IReadOnlyList<FileDto>),
        });
        routes.Map("GET", "/torrents/{id}/peers", AccessRole.Read, PeersAsync, new RouteDoc(
            "listPeers", "Lists the peers that a torrent is connected to.")
        {
            Answers = typeof(IReadOnlyList<PeerDto>),
        });
        routes.Map("GET", "/torrents/{id}/trackers", AccessRole.Read, TrackersAsync, new RouteDoc(
            "listTrackers", "Lists the trackers of a torrent and what they last said.")
        {
            Answers = typeof(IReadOnlyList<TrackerDto>),
        });
        routes.Map("GET", "/torrents/{id}/pieces", AccessRole.Read, PiecesAsync, new RouteDoc(
            "showPieces", "Tells which pieces are here, under way, and how many peers have each.")
        {
            Answers = typeof(PiecesDto),
        });
        routes.Map("GET", "/torrents/{id}/facts", AccessRole.Read, FactsAsync, new RouteDoc(
            "showFacts", "Tells what does not change by itself: comment, creator, web seeds, magnet link.")
        {
            Answers = typeof(TorrentFactsDto),
        });
        routes.Map("GET", "/torrents/{id}/torrent-file", AccessRole.Control, ExportAsync, new RouteDoc(
            "exportTorrentFile", "Gives the .torrent file, with the trackers and web seeds of now.")
        {
            Answers = typeof(Stream),
            AnswerType = TorrentFileWriter.MediaType,
        });
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

    private async Task PiecesAsync(HttpContext context) => await context.WriteAsync(
        200,
        await details.GetPiecesAsync(context.TorrentId()),
        static pieces => new PiecesDto
        {
            Count = pieces.PieceCount,
            Length = pieces.PieceLength,
            Have = pieces.Have.ToArray(),
            Open = pieces.Open,
            Availability = pieces.Availability,
        },
        ContractsJsonContext.Default.PiecesDto);

    private async Task FactsAsync(HttpContext context)
    {
        string id = context.TorrentId();
        bool mayReadSecrets = context.Caller().Role >= AccessRole.Control;
        await context.WriteAsync(
            200,
            details.GetFacts(id),
            facts => DetailTranslation.ToDto(facts) with
            {
                WebSeeds = mayReadSecrets && details.GetWebSeeds(id).TryGet(out string[]? seeds, out _) ? seeds : [],
                Magnet = mayReadSecrets && details.GetMagnet(id).TryGet(out var magnet, out _)
                    ? magnet.ToString()
                    : null,
            },
            ContractsJsonContext.Default.TorrentFactsDto);
    }

    private async Task ExportAsync(HttpContext context)
    {
        string id = context.TorrentId();
        if (details.Export(id).TryGet(out byte[]? file, out AppError? error))
            await TorrentFileWriter.WriteAsync(context, file);
        else await context.WriteProblemAsync(error);
    }

    // A tracker's own words may repeat the URL with its passkey.
    private static TrackerSnapshot Mask(TrackerSnapshot tracker) => tracker with
    {
        Url = TrackerUrlMask.Apply(tracker.Url),
        LastError = tracker.LastError is { } told ? TrackerUrlMask.ApplyTo(told, tracker.Url) : null,
    };
}
