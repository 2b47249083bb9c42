using GSTorrent.Api.QBittorrent.Access;
using GSTorrent.Api.QBittorrent.App;
using GSTorrent.Api.QBittorrent.Creation;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Api.QBittorrent.Preferences;
using GSTorrent.Api.QBittorrent.Sync;
using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Api.QBittorrent.Transfer;
using GSTorrent.Application;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.QBittorrent;

/// <summary>
/// The Web API of qBittorrent 5.1.4, or 5.2.3 for tokens that say so, over this server, described in
/// docs/api/qbittorrent.md: what has been written for that program works with this one.
/// </summary>
public static class QBittorrentApi
{
    /// <summary>Where all routes begin.</summary>
    public const string Root = "/api/v2";

    /// <summary>
    /// Maps every route below <see cref="Root"/>, each with a <see cref="Application.Access.RequiredRole"/>, and
    /// expects a <see cref="Application.Access.Caller"/> among the features of a request.
    /// </summary>
    /// <param name="routes">Where to.</param>
    /// <param name="host">What the routes show and change.</param>
    /// <param name="clock">The wall clock; null is the system's.</param>
    public static void MapQBittorrentApi(
        this IEndpointRouteBuilder routes, GstHost host, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        clock ??= TimeProvider.System;
        var set = new RouteSet(routes.MapGroup(Root));
        var frames = new FrameMaker(host, clock);
        var server = new ServerStateMaker(host, clock);
        new AuthRoutes(host).Map(set);
        new AppRoutes(host).Map(set);
        new PreferenceRoutes(host).Map(set);
        new DirectoryRoutes(host).Map(set);
        NetworkRoutes.Map(set);
        new ClientDataRoutes(host.ClientValues).Map(set);
        new LogRoutes(host.Journal, host.Torrents.ReadModel).Map(set);
        EmptyRoutes.Map(set);
        new TransferRoutes(host, server).Map(set);
        new SyncRoutes(host, frames, server, clock).Map(set);
        new CreatorRoutes(host.Creations).Map(set);
        MapTorrents(set, host, frames, clock);
        set.Rest();
    }

    /// <summary>
    /// Refuses a request in this API's manner: 401 if host or origin are not allowed, 403 if nobody is signed in or
    /// the role is not enough, each with a word of text.
    /// </summary>
    public static Task WriteRefusalAsync(HttpContext context, AppError error)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(error);
        return new Call(context, Parameters.None).RefuseAsync(error);
    }

    /// <summary>The secret in the cookie of a session of this API; null: there is none.</summary>
    public static string? SessionOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (string name in Manners.CookiesOf(context))
            if (context.Request.Cookies[name] is { Length: > 0 } secret) return secret;
        return null;
    }

    private static void MapTorrents(RouteSet set, GstHost host, FrameMaker frames, TimeProvider clock)
    {
        var many = new ManyTorrents(host.Torrents.ReadModel, host.Editor);
        new InfoRoutes(host, frames).Map(set);
        new PropertyRoutes(host, frames).Map(set);
        new FileRoutes(host).Map(set);
        new DownloadRoutes(host).Map(set);
        new RenameRoutes(host).Map(set);
        new PieceRoutes(host).Map(set);
        new TrackerRoutes(host, many).Map(set);
        new WebSeedRoutes(host).Map(set);
        new AddRoutes(host, clock).Map(set);
        new MetadataRoutes(host).Map(set);
        new ActionRoutes(host, many).Map(set);
        new WishRoutes(host.Editor, many).Map(set);
        new LimitRoutes(host, many).Map(set);
        new QueueRoutes(host, many).Map(set);
        new PlaceRoutes(host, many).Map(set);
        new CategoryRoutes(host, many).Map(set);
        new TagRoutes(host, many).Map(set);
        new PeerRoutes(host, many).Map(set);
    }
}
