using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Server.Access;

/// <summary>
/// Tells the journal, in one line a request, who changed what from where: after each request of a route for those who
/// may change something, and whatever a handler has left an <see cref="AuditNote"/> about.
/// </summary>
internal sealed class AuditTrail(AccessControl access)
{
    private const int MaxPathLength = 200;

    public async Task FollowAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.StatusCode is < 200 or > 299 || NoteOf(context) is not { } note) return;
        if (context.Features.Get<Caller>() is { } caller)
            access.RecordChange(caller, context.Connection.RemoteIpAddress, note);
    }

    private static AuditNote? NoteOf(HttpContext context)
    {
        if (Credentials.IsHarmless(context.Request.Method)) return null;
        AccessRole? role = context.GetEndpoint()?.Metadata.GetMetadata<RequiredRole>()?.Role;
        AuditNote? note = context.Features.Get<AuditNote>();
        if (note is null && role is null or AccessRole.Read) return null;
        string path = Excerpt.Of(context.Request.Path.Value ?? "", MaxPathLength);
        note ??= new AuditNote($"{context.Request.Method} {path}");
        return role is AccessRole.Admin ? note with { IsAdministrative = true } : note;
    }
}
