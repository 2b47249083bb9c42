using System.Globalization;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>The list of torrents.</summary>
internal sealed class InfoRoutes(GstHost host, FrameMaker frames)
{
    /// <summary>So many torrents are asked for their files and trackers at the same time.</summary>
    private const int Together = 64;

    private readonly TorrentReadModel _readModel = host.Torrents.ReadModel;

    public void Map(RouteSet routes)
    {
        routes.Read("/torrents/info", ListAsync);
        routes.Read("/torrents/count", CountAsync);
    }

    private Task CountAsync(Call call)
    {
        int count = call.SeesAll
            ? _readModel.Count
            : _readModel.All().Changed.Count(call.Caller.Sees);
        return call.TextAsync(count.ToString(CultureInfo.InvariantCulture));
    }

    private Task ListAsync(Call call)
    {
        ListFrame frame = frames.Make(call);
        if (!ListQuery.Run(call, _readModel, frame).TryGet(out List<TorrentRow>? shown, out AppError? error))
            return call.RefuseAsync(error);
        bool withFiles = call.Parameters.Flag("includeFiles") is true;
        bool withTrackers = call.Parameters.Flag("includeTrackers") is true;
        return call.JsonAsync(answer => withFiles || withTrackers
            ? WriteWithDetailsAsync(answer, frame, shown, withFiles, withTrackers)
            : WriteAsync(answer, frame, shown));
    }

    private static async ValueTask WriteAsync(JsonAnswer answer, ListFrame frame, List<TorrentRow> shown)
    {
        answer.Writer.WriteStartArray();
        foreach (TorrentRow row in shown)
        {
            var torrent = new ShownTorrent(row, frame);
            answer.Writer.WriteStartObject();
            TorrentFields.Hash.Write(answer.Writer, in torrent);
            TorrentFields.Write(answer.Writer, in torrent);
            answer.Writer.WriteEndObject();
            await answer.SendSomeAsync();
        }

        answer.Writer.WriteEndArray();
    }

    private async ValueTask WriteWithDetailsAsync(
        JsonAnswer answer, ListFrame frame, List<TorrentRow> shown, bool withFiles, bool withTrackers)
    {
        answer.Writer.WriteStartArray();
        foreach (TorrentRow[] some in shown.Chunk(Together))
        {
            Task<IReadOnlyList<FileSnapshot>>[] files = [.. some.Select(one => FilesAsync(one, withFiles))];
            Task<IReadOnlyList<TrackerSnapshot>>[] trackers =
                [.. some.Select(one => TrackersAsync(one, withTrackers))];
            for (int i = 0; i < some.Length; i++)
            {
                var torrent = new ShownTorrent(some[i], frame);
                answer.Writer.WriteStartObject();
                TorrentFields.Hash.Write(answer.Writer, in torrent);
                TorrentFields.Write(answer.Writer, in torrent);
                if (withFiles && torrent.Row.HasMetainfo)
                {
                    answer.Writer.WritePropertyName("files"u8);
                    WriteFiles(answer, torrent.Row, await files[i]);
                }

                if (withTrackers)
                {
                    answer.Writer.WritePropertyName("trackers"u8);
                    TrackerWriting.WriteList(answer.Writer, torrent.Frame, await trackers[i]);
                }

                answer.Writer.WriteEndObject();
                await answer.SendSomeAsync();
            }
        }

        answer.Writer.WriteEndArray();
    }

    private void WriteFiles(JsonAnswer answer, TorrentRow row, IReadOnlyList<FileSnapshot> files)
    {
        if (host.Details.GetFacts(row.InfoHash.ToString()).TryGet(out TorrentFacts? facts, out _))
            FileWriting.WriteList(answer.Writer, row, facts, files.Index());
        else answer.Writer.WriteNullValue();
    }

    private async Task<IReadOnlyList<FileSnapshot>> FilesAsync(TorrentRow row, bool isWished)
    {
        if (!isWished || !row.HasMetainfo) return [];
        return (await host.Details.GetFilesAsync(row.InfoHash.ToString())).TryGet(out var files, out _)
            ? files
            : [];
    }

    private async Task<IReadOnlyList<TrackerSnapshot>> TrackersAsync(TorrentRow row, bool isWished)
    {
        if (!isWished) return [];
        return (await host.Details.GetTrackersAsync(row.InfoHash.ToString())).TryGet(out var trackers, out _)
            ? trackers
            : [];
    }
}
