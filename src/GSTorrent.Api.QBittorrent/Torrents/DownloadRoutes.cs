using System.Globalization;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Sends complete files of torrents. Whoever only looks gets no content.</summary>
internal sealed class DownloadRoutes(GstHost host)
{
    private const int StepBytes = 1 << 20;

    public void Map(RouteSet routes) =>
        routes.Read("/torrents/downloadFile", SendAsync, Application.Access.AccessRole.Control);

    private async Task SendAsync(Call call)
    {
        if (!(await OpenAsync(call)).TryGet(out var found, out AppError? error))
        {
            await call.RefuseAsync(error);
            return;
        }

        using OpenContent content = found.Content;
        if (!ByteSpan.Read(call.Context.Request, found.File.Length).TryGet(out ByteSpan span, out error))
        {
            call.Context.Response.Headers.ContentRange = new ContentRangeHeaderValue(found.File.Length).ToString();
            await call.TextAsync(error.Message, StatusCodes.Status416RangeNotSatisfiable);
            return;
        }

        WriteHead(call.Context.Response, found.File, span);
        if (!HttpMethods.IsHead(call.Context.Request.Method)) await SendAsync(call, content, span);
    }

    private async Task<Result<(FileSnapshot File, OpenContent Content)>> OpenAsync(Call call)
    {
        if (!call.Torrent(host.Torrents.ReadModel).TryGet(out TorrentRow? row, out AppError? error)) return error;
        string id = row.InfoHash.ToString();
        if (!(await host.Details.GetFilesAsync(id)).TryGet(out var files, out error)) return error;
        if (!Choose(call.Parameters.Text("file"), files).TryGet(out FileSnapshot? file, out error)) return error;
        if (file.DoneBytes < file.Length) return new AppError("conflict", "File not fully downloaded");
        return (await host.Downloads.OpenAsync(call.Caller, id, file)).TryGet(out OpenContent? content, out error)
            ? (file, content)
            : error;
    }

    // By its number or its path, as the list of files has them.
    private static Result<FileSnapshot> Choose(string text, IReadOnlyList<FileSnapshot> files)
    {
        if (text.Length == 0) return new AppError("bad-request", "Say which file");
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index))
        {
            return index >= 0 && index < files.Count
                ? files[index]
                : new AppError("conflict", $"File index {index} is out of bounds");
        }

        FileSnapshot? named = files.FirstOrDefault(file => string.Equals(file.Path, text, StringComparison.Ordinal));
        return named is not null
            ? named
            : new AppError("conflict", $"\"{Excerpt.Of(text, 200)}\" is not a valid file path");
    }

    // The type tells nothing, so that no browser takes content for a page of this server.
    private static void WriteHead(HttpResponse response, FileSnapshot file, ByteSpan span)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Path[(file.Path.LastIndexOf('/') + 1)..]);
        response.Headers.ContentDisposition = disposition.ToString();
        response.ContentType = "application/octet-stream";
        response.Headers.AcceptRanges = "bytes";
        response.ContentLength = span.Length;
        if (!span.IsPart) return;
        response.StatusCode = StatusCodes.Status206PartialContent;
        long last = span.Offset + span.Length - 1;
        response.Headers.ContentRange = new ContentRangeHeaderValue(span.Offset, last, file.Length).ToString();
    }

    // A large file goes to a slow reader for hours; it must not outlast the token or session that asked for it.
    private async Task SendAsync(Call call, OpenContent content, ByteSpan span)
    {
        HttpContext context = call.Context;
        // Never given back for other use: a disk that hangs may still write into it.
        var buffer = new byte[Math.Min(StepBytes, span.Length)];
        for (long sent = 0; sent < span.Length;)
        {
            Memory<byte> step = buffer.AsMemory(0, (int)Math.Min(buffer.Length, span.Length - sent));
            if (!host.Access.IsCurrent(call.Caller)
                || !(await content.ReadAsync(span.Offset + sent, step)).TryGet(out int count, out _)
                || count < step.Length)
            {
                // The length was told already: only a cut connection says that this is not all.
                context.Abort();
                return;
            }

            await context.Response.Body.WriteAsync(step, context.RequestAborted);
            sent += count;
        }
    }
}
