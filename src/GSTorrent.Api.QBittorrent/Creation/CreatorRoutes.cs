using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Jobs;
using GSTorrent.Storage;

namespace GSTorrent.Api.QBittorrent.Creation;

/// <summary>Makes torrents of content on the server.</summary>
internal sealed class CreatorRoutes(CreationJobs jobs)
{
    private const string IdName = "taskID";
    private static readonly AppError NoJob = new("job-not-found", "There is no such task.");

    public void Map(RouteSet routes)
    {
        routes.Change("/torrentcreator/addTask", AddAsync);
        routes.Read("/torrentcreator/status", StatusAsync, AccessRole.Control);
        routes.Read("/torrentcreator/torrentFile", FileAsync, AccessRole.Control);
        routes.Change("/torrentcreator/deleteTask", DeleteAsync);
    }

    private Task AddAsync(Call call)
    {
        // A torrent may be made of content that belongs to anybody.
        if (!call.SeesAll)
            return call.RefuseAsync(new AppError("not-allowed", "Only those who see all torrents may make some."));
        if (!Read(call.Parameters).TryGet(out CreationOrder? order, out AppError? error)
            || !jobs.Add(order).TryGet(out CreationJob? job, out error)) return call.RefuseAsync(error);
        return call.JsonAsync(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("taskID"u8, job.Id);
            writer.WriteEndObject();
        });
    }

    private Task StatusAsync(Call call)
    {
        string id = call.Parameters.Text(IdName);
        IReadOnlyList<CreationJob> shown = id.Length == 0 ? jobs.All : jobs.Find(id) is { } job ? [job] : [];
        if (id.Length > 0 && shown.Count == 0) return call.RefuseAsync(NoJob);
        return call.JsonAsync(writer =>
        {
            writer.WriteStartArray();
            foreach (CreationJob one in shown) JobWriting.Write(writer, one);
            writer.WriteEndArray();
        });
    }

    private Task FileAsync(Call call)
    {
        if (jobs.Find(call.Parameters.Text(IdName)) is not { } job) return call.RefuseAsync(NoJob);
        return job.State switch
        {
            JobState.Done => call.FileAsync(job.TorrentFile, $"{job.Id}.torrent"),
            JobState.Failed => call.ConflictAsync("Torrent creation failed."),
            _ => call.ConflictAsync("Torrent creation is still unfinished."),
        };
    }

    private Task DeleteAsync(Call call) =>
        call.DoneAsync(jobs.Remove(call.Parameters.Text(IdName)) ? null : NoJob);

    private static Result<CreationOrder> Read(Parameters parameters)
    {
        string output = parameters.Text("torrentFilePath");
        string pieceText = parameters.Text("pieceSize");
        int pieceLength = 0;
        if (pieceText is not ("" or "0" or "-1") && !PieceLengthReader.TryRead(pieceText, out pieceLength))
            return new AppError("bad-request", "The piece size is not a power of two from 16 KiB on.");
        return new CreationOrder
        {
            ContentPath = parameters.Text("sourcePath"),
            OutputPath = output.Length > 0 ? output : null,
            Version = parameters.Text("format").ToLowerInvariant() switch
            {
                "v1" => TorrentVersion.V1,
                "v2" => TorrentVersion.V2,
                _ => TorrentVersion.Hybrid,
            },
            PieceLength = pieceLength > 0 ? pieceLength : null,
            IsPrivate = parameters.Flag("private") is true,
            Comment = parameters.Text("comment"),
            Source = parameters.Text("source"),
            Trackers = Urls(parameters, "trackers"),
            WebSeeds = Urls(parameters, "urlSeeds"),
            StartsSeeding = parameters.Flag("startSeeding") ?? output.Length == 0,
        };
    }

    private static string[] Urls(Parameters parameters, string name) =>
        [.. parameters.List(name, '|').Select(Uri.UnescapeDataString).Distinct(StringComparer.Ordinal)];
}
