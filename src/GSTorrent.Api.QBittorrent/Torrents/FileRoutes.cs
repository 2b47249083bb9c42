using System.Globalization;
using System.Text.Json;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using GSTorrent.Swarm;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>The files of a torrent.</summary>
internal sealed class FileRoutes(GstHost host)
{
    private const int MaxRulesAtOnce = 500;

    public void Map(RouteSet routes)
    {
        routes.Read("/torrents/files", ListAsync);
        routes.Change("/torrents/filePrio", SetPriorityAsync);
    }

    private async Task ListAsync(Call call)
    {
        if (!call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error))
        {
            await call.RefuseAsync(error);
            return;
        }

        Result<(TorrentFacts Facts, IReadOnlyList<FileSnapshot> Files)> read = await ReadAsync(row);
        if (!read.TryGet(out var found, out error))
        {
            // Before a magnet link's metainfo has come there are no files.
            if (error.Code is "metadata-missing") await call.JsonAsync(WriteEmpty);
            else await call.RefuseAsync(error);
            return;
        }

        if (!Choose(call, found.Files).TryGet(out var chosen, out error))
        {
            await call.RefuseAsync(error);
            return;
        }

        PiecesSnapshot? pieces = await PiecesAsync(row);
        await call.JsonAsync(writer => FileWriting.WriteList(writer, row, found.Facts, chosen, pieces));
    }

    // Only of those that are there in part it is not known beforehand.
    private async Task<PiecesSnapshot?> PiecesAsync(TorrentRow row)
    {
        if (row.ConnectedPeers == 0 || row.VerifiedBytes == row.TotalBytes) return null;
        Result<PiecesSnapshot> asked = await host.Details.GetPiecesAsync(row.InfoHash.ToString());
        return asked.TryGet(out PiecesSnapshot? pieces, out _) ? pieces : null;
    }

    private static void WriteEmpty(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteEndArray();
    }

    private async Task<Result<(TorrentFacts, IReadOnlyList<FileSnapshot>)>> ReadAsync(TorrentRow row)
    {
        string id = row.InfoHash.ToString();
        if (!(await host.Details.GetFilesAsync(id)).TryGet(out var files, out AppError? error)) return error;
        return host.Details.GetFacts(id).TryGet(out TorrentFacts? facts, out error) ? (facts, files) : error;
    }

    private static Result<(int, FileSnapshot)[]> Choose(Call call, IReadOnlyList<FileSnapshot> files)
    {
        if (call.Parameters.Find("indexes") is null) return files.Index().ToArray();
        var chosen = new List<(int, FileSnapshot)>();
        foreach (string item in call.Parameters.List("indexes", '|'))
        {
            if (!TryIndex(item, files.Count, out int index)) return NoFile(item);
            chosen.Add((index, files[index]));
        }

        return chosen.ToArray();
    }

    private async Task SetPriorityAsync(Call call)
    {
        if (!call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error))
        {
            await call.RefuseAsync(error);
            return;
        }

        if (FileWriting.PriorityOf(call.Parameters.Number("priority") ?? 1) is not { } priority)
        {
            await call.RefuseAsync(new AppError("bad-request", "Priority is not valid"));
            return;
        }

        string id = row.InfoHash.ToString();
        if ((await host.Details.GetFilesAsync(id)).TryGet(out var files, out error)
            && RulesOf(call, files, priority).TryGet(out FileRule[]? rules, out error))
            error = await ChangeAsync(id, rules);
        await call.DoneAsync(error);
    }

    private async Task<AppError?> ChangeAsync(string id, FileRule[] rules)
    {
        foreach (FileRule[] some in rules.Chunk(MaxRulesAtOnce))
        {
            var change = new TorrentChange { Priorities = some };
            if ((await host.Editor.ChangeAsync(id, change)).Error is { } error) return error;
        }

        return null;
    }

    // Files are named by their place in the list, rules by their index in the metainfo, where padding counts.
    private static Result<FileRule[]> RulesOf(Call call, IReadOnlyList<FileSnapshot> files, FilePriority priority)
    {
        var rules = new List<FileRule>();
        foreach (string item in call.Parameters.List("id", '|'))
        {
            if (!TryIndex(item, files.Count, out int index)) return NoFile(item);
            rules.Add(new FileRule(files[index].Index.ToString(CultureInfo.InvariantCulture), priority));
        }

        return rules.ToArray();
    }

    private static bool TryIndex(string text, int count, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < count;

    private static AppError NoFile(string text) => new(
        "files-invalid", $"\"{Excerpt.Of(text, 20)}\" is not a valid file index.");
}
