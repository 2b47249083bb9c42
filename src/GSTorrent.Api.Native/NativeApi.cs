using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Events;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Api.Native.Server;
using GSTorrent.Api.Native.Torrents;
using GSTorrent.Application;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native;

/// <summary>The native HTTP API, described in docs/api/native.md.</summary>
public static class NativeApi
{
    /// <summary>Where all routes begin.</summary>
    public const string Root = "/api/v1";

    /// <summary>
    /// Maps every route below <see cref="Root"/>, each with a <see cref="RequiredRole"/> that the caller's
    /// authentication must respect, and expects a <see cref="Caller"/> among the features of a request.
    /// </summary>
    /// <param name="routes">Where to.</param>
    /// <param name="host">What the routes show and change.</param>
    /// <param name="clock">The wall clock, and the pauses of event streams; null is the system's.</param>
    public static void MapNativeApi(this IEndpointRouteBuilder routes, GstHost host, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        clock ??= TimeProvider.System;
        RouteGroupBuilder group = routes.MapGroup(Root);
        CategoryNarrowing.Apply(group, host.Torrents.ReadModel);
        new ServerRoutes(host).Map(group);
        new StatsRoutes(host).Map(group);
        new NetworkRoutes(host).Map(group);
        new TorrentRoutes(host.Torrents, host.Editor, clock).Map(group);
        new DetailRoutes(host.Details).Map(group);
        new ChangeRoutes(host.Torrents, host.Editor, host.Details).Map(group);
        new ActionRoutes(host.Torrents, host.Journal, clock).Map(group);
        new EventRoutes(host, clock).Map(group);
        new OrganizingRoutes(host).Map(group);
        new JournalRoutes(host.Journal, host.Torrents.ReadModel).Map(group);
        new JobRoutes(host.Creations, host.Torrents.ReadModel).Map(group);
        new DirectoryRoutes(host.Directories).Map(group);
        new SettingRoutes(host).Map(group);
        new SessionRoutes(host.Access).Map(group);
        new UserRoutes(host.Users).Map(group);
        new TokenRoutes(host.Tokens).Map(group);
        ReferenceRoutes.Map(group);
    }
}
