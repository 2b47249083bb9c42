using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Disks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Server;

/// <summary>What lies on the server's disks, in or below the places for content and nowhere else.</summary>
internal sealed class DirectoryRoutes(DirectoryView directories)
{
    private static readonly QueryDoc[] ByPath =
        [new("path", "string", "Absolute, in or below the destination or another root.")];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/directories", AccessRole.Control, ListAsync, new RouteDoc(
            "listDirectory", "Lists what lies in a directory of the server.")
        {
            Answers = typeof(IReadOnlyList<DirectoryItemDto>),
            Query = ByPath,
        });
        routes.Map("GET", "/free-space", AccessRole.Control, FreeSpaceAsync, new RouteDoc(
            "showFreeSpace", "Tells how many bytes may be written at a path.")
        {
            Answers = typeof(FreeSpaceDto),
            Query = ByPath,
        });
    }

    private async Task ListAsync(HttpContext context) => await context.WriteAsync(
        200,
        ReadPath(context).TryGet(out string? path, out AppError? error) ? await directories.ListAsync(path) : error,
        static items => new TranslatedList<DirectoryItem, DirectoryItemDto>(items, ToDto),
        ContractsJsonContext.Default.IReadOnlyListDirectoryItemDto);

    private async Task FreeSpaceAsync(HttpContext context)
    {
        Result<string> path = ReadPath(context);
        await context.WriteAsync(
            200,
            path.Error is null ? await directories.GetFreeSpaceAsync(path.Value) : path.Error,
            bytes => new FreeSpaceDto { Path = path.Value, AvailableBytes = bytes },
            ContractsJsonContext.Default.FreeSpaceDto);
    }

    // The disks hold what belongs to all.
    private static Result<string> ReadPath(HttpContext context)
    {
        if (context.Caller().Category is not null)
            return new AppError("not-allowed", "Only those who see all torrents see what lies on the disks.");
        string? path = context.Request.Query["path"];
        return string.IsNullOrEmpty(path) ? new AppError("bad-request", "'path' is missing.") : path;
    }

    private static DirectoryItemDto ToDto(DirectoryItem item) => new()
    {
        Path = item.Path,
        Directory = item.IsDirectory,
        SizeBytes = item.Length,
        ModifiedUnixMs = item.ChangedUnixS * 1000,
    };
}
