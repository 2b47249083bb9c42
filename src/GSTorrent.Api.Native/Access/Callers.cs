using System.Net;
using GSTorrent.Api.Native.Access;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Native;

/// <summary>Who sent a request; the server's authentication sets it as a feature of the request.</summary>
internal static class Callers
{
    /// <summary>Nobody has told: somebody who may only look.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? Application.Access.Caller.Unknown;

    /// <summary>Where the request comes from; null: a unix socket.</summary>
    public static IPAddress? Place(this HttpContext context) => context.Connection.RemoteIpAddress;

    /// <summary>The torrents that the sender sees.</summary>
    public static CallerTorrents Torrents(this HttpContext context, TorrentReadModel torrents) =>
        new(torrents, context.Caller());
}
