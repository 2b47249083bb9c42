using GSTorrent.Api.Native;
using GSTorrent.Api.QBittorrent;
using GSTorrent.Api.Transmission;
using GSTorrent.Application;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Server.Access;

/// <summary>Says no in the manner of one API.</summary>
internal delegate Task RefusalWriter(HttpContext context, AppError error);

/// <summary>
/// Says no in the manner of the API that was called, by the beginning of the path: its clients understand nothing else.
/// </summary>
/// <param name="faces">Where the routes of an API begin, and its writer.</param>
internal sealed class Refusals(IReadOnlyList<(PathString Root, RefusalWriter Write)> faces)
{
    /// <summary>
    /// Those of all APIs that have their own manner; the native one is for all other paths. Another API needs one line
    /// here: <c>(TheApi.Root, TheApi.WriteRefusalAsync)</c>.
    /// </summary>
    public static IReadOnlyList<(PathString Root, RefusalWriter Write)> Faces { get; } =
    [
        (TransmissionApi.Root, TransmissionApi.WriteRefusalAsync),
        (QBittorrentApi.Root, QBittorrentApi.WriteRefusalAsync),
    ];

    public Task WriteAsync(HttpContext context, AppError error)
    {
        PathString path = context.Request.Path;
        foreach ((PathString root, RefusalWriter write) in faces)
            if (path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase)) return write(context, error);
        return context.WriteProblemAsync(error);
    }
}
