using System.Globalization;
using System.Text.Json;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Disks;

namespace GSTorrent.Api.QBittorrent.App;

/// <summary>What lies on the server's disks, in or below the places for content and nowhere else.</summary>
internal sealed class DirectoryRoutes(GstHost host)
{
    private static readonly AppError NotYours =
        new("not-allowed", "Only those who see all torrents see what lies on the disks.");

    public void Map(RouteSet routes)
    {
        routes.Read("/app/getDirectoryContent", ListAsync, AccessRole.Control);
        routes.Read("/app/getFreeSpaceAtPath", FreeSpaceAsync, AccessRole.Control);
    }

    private async Task ListAsync(Call call)
    {
        if (!call.SeesAll)
        {
            await call.RefuseAsync(NotYours);
            return;
        }

        string path = call.Parameters.Text("dirPath");
        string mode = call.Parameters.Text("mode");
        if (!Path.IsPathFullyQualified(path) || mode is not ("" or "all" or "dirs" or "files"))
        {
            string text = mode is "" or "all" or "dirs" or "files"
                ? "Invalid directory path"
                : "Invalid mode, allowed values: all, dirs, files";
            await call.RefuseAsync(new AppError("bad-request", text));
            return;
        }

        Result<IReadOnlyList<DirectoryItem>> result = await host.Directories.ListAsync(path);
        if (!result.TryGet(out IReadOnlyList<DirectoryItem>? items, out AppError? error))
        {
            await call.RefuseAsync(error);
            return;
        }

        bool withMetadata = call.Parameters.Flag("withMetadata") is true;
        await call.JsonAsync(writer =>
        {
            writer.WriteStartArray();
            foreach (DirectoryItem item in items)
            {
                if (mode is "dirs" && !item.IsDirectory) continue;
                if (mode is "files" && item.IsDirectory) continue;
                if (withMetadata) Write(writer, item);
                else writer.WriteStringValue(item.Path);
            }

            writer.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter writer, DirectoryItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, Path.GetFileName(item.Path));
        writer.WriteString("type"u8, item.IsDirectory ? "dir" : "file");
        if (!item.IsDirectory) writer.WriteNumber("size"u8, item.Length);
        writer.WriteNumber("creation_date"u8, item.CreatedUnixS);
        writer.WriteNumber("last_access_date"u8, item.AccessedUnixS);
        writer.WriteNumber("last_modification_date"u8, item.ChangedUnixS);
        writer.WriteEndObject();
    }

    private async Task FreeSpaceAsync(Call call)
    {
        Result<long> result = call.SeesAll
            ? await host.Directories.GetFreeSpaceAsync(call.Parameters.Text("path"))
            : NotYours;
        await (result.TryGet(out long bytes, out AppError? error)
            ? call.TextAsync(bytes.ToString(CultureInfo.InvariantCulture))
            : call.RefuseAsync(error));
    }
}
