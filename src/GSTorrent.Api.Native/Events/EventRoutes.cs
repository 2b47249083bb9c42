using System.Globalization;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
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
    private const string RetryAfterSeconds = "15";

    // A hundred clients may share a token, and those that went away without a word are noticed late.
    private const int MaxOfCaller = 200;

    private static readonly AppError TooMany = new(
        "too-many-streams", $"{MaxOfCaller} event streams of this user or token are open: close some, or try later.");

    private readonly CallerCounts _open = new(MaxOfCaller);
    private readonly EventBroadcast _broadcast = new(host.Torrents.ReadModel, clock);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.Map("GET", "/events", AccessRole.Read, FollowAsync, new RouteDoc(
            "followEvents", "Streams the changes of torrents as server-sent events, each with an EventDto.")
        {
            Answers = typeof(EventDto),
            AnswerType = "text/event-stream",
            Query =
            [
                new QueryDoc("since", "integer", "The revision that the reader has; absent: it has nothing."),
                new QueryDoc("filter", "string", "Conditions as in the list; what does not fit any more is removed."),
            ],
        });

    private async Task FollowAsync(HttpContext context)
    {
        AppError? error = Query.TryReadNumber(context, "since", out long? since);
        if (error is not null
            || !TorrentFilter.Parse(context.Request.Query["filter"]).TryGet(out TorrentFilter? filter, out error))
        {
            await context.WriteProblemAsync(error);
            return;
        }

        string owner = context.Caller().Owner;
        if (_open.TryEnter(owner) is not CallerAdmission.Granted)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await context.WriteProblemAsync(TooMany);
            return;
        }

        try
        {
            await SendAsync(context, since, filter);
        }
        finally
        {
            _open.Leave(owner);
        }
    }

    private async Task SendAsync(HttpContext context, long? since, TorrentFilter filter)
    {
        var lifetime = context.RequestServices.GetService<IHostApplicationLifetime>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime?.ApplicationStopping ?? default);
        // A stream may last for weeks; it must not outlast its token or session.
        var stream = new EventStream(context.Response, clock, () => host.Access.IsCurrent(context.Caller()));
        try
        {
            long from = LastSeen(context) ?? since ?? Nothing;
            await stream.SendAsync(ended => Messages(context, from, filter, ended), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader went away or the server ends: both are how a stream ends.
        }
    }

    private IAsyncEnumerable<EventMessage> Messages(
        HttpContext context, long since, TorrentFilter filter, CancellationToken stop)
    {
        CallerTorrents torrents = context.Torrents(host.Torrents.ReadModel);
        return torrents.IsNarrowed || !ReferenceEquals(filter, TorrentFilter.All)
            ? NarrowedEvents.ReadAsync(torrents, filter, clock, stop)
            : _broadcast.ReadAsync(since, stop);
    }

    // What a browser sends when it resumes by itself: newer than the address it once opened.
    private static long? LastSeen(HttpContext context) =>
        long.TryParse(
            context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? id
            : null;
}
