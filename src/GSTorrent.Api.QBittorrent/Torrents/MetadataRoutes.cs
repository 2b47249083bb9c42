using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Torrents;
using GSTorrent.MetainfoFormat;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>
/// Tells what is in .torrent files, and of what links and addresses are, without adding them: clients let people choose
/// among the files.
/// </summary>
internal sealed class MetadataRoutes(GstHost host)
{
    /// <summary>So long an answer waits for an address; peers take longer. Clients ask again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public void Map(RouteSet routes)
    {
        routes.Read("/torrents/parseMetadata", ParseAsync);
        routes.Change("/torrents/fetchMetadata", FetchAsync);
        routes.Read("/torrents/saveMetadata", SaveAsync, AccessRole.Control);
    }

    private async Task FetchAsync(Call call)
    {
        if (!(await AskAsync(call)).TryGet(out MetadataView? view, out AppError? error))
        {
            await call.RefuseAsync(error);
            return;
        }

        if (view.Metainfo is { } metainfo)
        {
            await call.JsonAsync(writer => MetadataWriting.Write(writer, metainfo));
            return;
        }

        call.Context.Response.StatusCode = StatusCodes.Status202Accepted;
        await call.JsonAsync(writer => MetadataWriting.WritePending(writer, view));
    }

    private async Task SaveAsync(Call call)
    {
        Result<MetadataView> found = Source(call).TryGet(out string? source, out AppError? error)
            ? await host.Metadata.FindAsync(call.Caller, source)
            : error;
        if (!found.TryGet(out MetadataView? view, out error)) await call.RefuseAsync(error);
        else if (view.Metainfo is { } metainfo)
            await call.FileAsync(metainfo.ToTorrentFile(), $"{metainfo.InfoHash}.torrent");
        else await call.ConflictAsync("Metadata is not yet available");
    }

    // Clients send it encoded once more than the form is.
    private static Result<string> Source(Call call)
    {
        string source = Uri.UnescapeDataString(call.Parameters.Text("source"));
        return source.Length > 0 ? source : new AppError("bad-request", "Must specify URI or hash");
    }

    private async Task<Result<MetadataView>> AskAsync(Call call)
    {
        if (!Source(call).TryGet(out string? source, out AppError? error)) return error;
        bool isAddress = source.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        return await host.Metadata.AskAsync(call.Caller, source, isAddress ? Patience : TimeSpan.Zero);
    }

    private static async Task ParseAsync(Call call)
    {
        var found = new List<Metainfo>();
        foreach (IFormFile file in call.Parameters.Files)
        {
            if (!Metainfo.TryParse(await ReadAsync(file), out Metainfo? metainfo, out _))
            {
                await call.TextAsync($"Error: '{file.FileName}' is not a valid torrent file.", 415);
                return;
            }

            found.Add(metainfo);
        }

        await call.JsonAsync(writer =>
        {
            writer.WriteStartArray();
            foreach (Metainfo metainfo in found) MetadataWriting.Write(writer, metainfo);
            writer.WriteEndArray();
        });
    }

    private static async Task<byte[]> ReadAsync(IFormFile file)
    {
        var content = new byte[file.Length];
        await using Stream stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content);
        return content;
    }
}
