using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Native;

/// <summary>Who sent a request; the server's authentication sets it as a feature of the request.</summary>
internal static class Callers
{
    /// <summary>Nobody has told: somebody who may only look.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? Application.Access.Caller.Unknown;
}
