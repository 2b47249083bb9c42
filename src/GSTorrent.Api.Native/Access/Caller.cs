using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Native;

/// <summary>Who sent a request; the server's authentication sets it as a feature of the request.</summary>
/// <param name="Role">What the caller may do.</param>
/// <param name="TokenId">Which token was shown; null where none is asked for.</param>
public sealed record Caller(AccessRole Role, string? TokenId)
{
    /// <summary>Who sent this request. Nobody set it: a caller who may only look.</summary>
    public static Caller Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<Caller>() ?? new Caller(AccessRole.Read, null);
    }
}
