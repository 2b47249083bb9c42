using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Native.Http;

/// <summary>Answers with a .torrent file.</summary>
internal static class TorrentFileWriter
{
    public const string MediaType = "application/x-bittorrent";

    public static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> file)
    {
        context.Response.ContentType = MediaType;
        context.Response.ContentLength = file.Length;
        context.Response.Headers.ContentDisposition = "attachment; filename=\"download.torrent\"";
        return context.Response.Body.WriteAsync(file, context.RequestAborted).AsTask();
    }
}
