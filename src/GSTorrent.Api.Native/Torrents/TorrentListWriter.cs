using System.Text.Json;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application.ReadModel;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>Writes a page of the list as <c>TorrentListDto</c>, row by row, so that its size costs no memory.</summary>
internal static class TorrentListWriter
{
    /// <summary>Bytes after which what is written leaves for the socket.</summary>
    private const int FlushBytes = 64 * 1024;

    public static async Task WriteAsync(
        HttpContext context, long revision, IReadOnlyList<TorrentRow> rows, TorrentQuery query)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Plain);
        json.WriteStartObject();
        json.WriteNumber("revision", revision);
        json.WriteNumber("total", rows.Count);
        json.WriteStartArray("torrents");
        int end = (int)Math.Min(rows.Count, (long)query.Offset + query.Limit);
        for (int i = query.Offset; i < end; i++)
        {
            RowText.Write(json, rows[i], query.Fields);
            if (json.BytesPending < FlushBytes) continue;
            json.Flush();
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
