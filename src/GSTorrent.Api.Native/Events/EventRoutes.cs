using System.Globalization;
using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GSTorrent.Api.Native.Events;

/// <summary>The stream of changes, as server-sent events.</summary>
internal sealed class EventRoutes(GstHost host, TimeProvider clock)
{
    // Any number that no revision can be: the reader gets everything.
    private const long Nothing = -1;

    private readonly EventBroadcast _broadcast = new(host.Torrents.ReadModel, clock);

    public void Map(IEndpointRouteBuilder routes) => routes.Map("GET", "/events", AccessRole.Read, FollowAsync);

    private async Task FollowAsync(HttpContext context)
    {
        AppError? error = Query.TryReadNumber(context, "since", out long? since);
        if (error is not null)
        {
            await context.WriteProblemAsync(error);
            return;
        }

        var lifetime = context.RequestServices.GetService<IHostApplicationLifetime>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime?.ApplicationStopping ?? default);
        // A stream may last for weeks; it must not outlast its token or session.
        var stream = new EventStream(context.Response, clock, () => host.Access.IsCurrent(context.Caller()));
        try
        {
            long from = LastSeen(context) ?? since ?? Nothing;
            await stream.SendAsync(ended => Messages(context, from, ended), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader went away or the server ends: both are how a stream ends.
        }
    }

    private IAsyncEnumerable<EventMessage> Messages(HttpContext context, long since, CancellationToken stop)
    {
        CallerTorrents torrents = context.Torrents(host.Torrents.ReadModel);
        return torrents.IsNarrowed
            ? NarrowedEvents.ReadAsync(torrents, since, clock, stop)
            : _broadcast.ReadAsync(since, stop);
    }

    // What a browser sends when it resumes by itself: newer than the address it once opened.
    private static long? LastSeen(HttpContext context) =>
        long.TryParse(
            context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? id
            : null;
}
