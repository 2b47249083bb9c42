using System.Globalization;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Server;

/// <summary>Signing in and out, for pages: a session with a cookie instead of a secret with each request.</summary>
internal sealed class SessionRoutes(AccessControl access)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("POST", "/session", role: null, OpenAsync);
        routes.Map("GET", "/session", AccessRole.Read, ShowAsync);
        routes.Map("DELETE", "/session", AccessRole.Read, CloseAsync);
    }

    private static Task ShowAsync(HttpContext context) =>
        WriteAsync(context, 200, context.Caller(), SessionCookie.Read(context));

    private async Task OpenAsync(HttpContext context)
    {
        Result<SignInRequest> read = await context.ReadAsync(Json.Strict.SignInRequest);
        if (!read.TryGet(out SignInRequest? request, out AppError? error)
            || !(await SignInAsync(context, request)).TryGet(out Caller? caller, out error))
        {
            if (error.Code is "too-many-attempts") TellWait(context, read);
            await context.WriteProblemAsync(error);
            return;
        }

        string secret = access.OpenSession(caller);
        SessionCookie.Write(context, secret);
        await WriteAsync(context, 201, caller, secret);
    }

    private async Task<Result<Caller>> SignInAsync(HttpContext context, SignInRequest request) => request switch
    {
        { Link: { } link, User: null, Password: null } => access.SignInByLink(link, context.Place()),
        { Link: null, User: { } user, Password: { } password } =>
            await access.SignInAsync(user, password, context.Place()),
        _ => new AppError("bad-request", "Give 'user' and 'password', or 'link'."),
    };

    private Task CloseAsync(HttpContext context)
    {
        if (SessionCookie.Read(context) is { } secret && access.FindSession(secret) is not null)
        {
            access.CloseSession(secret);
            context.Features.Set(new AuditNote("A session was closed", JournalKinds.SignedOut));
        }

        SessionCookie.Clear(context);
        return context.WriteDoneAsync(204, null);
    }

    private void TellWait(HttpContext context, Result<SignInRequest> read)
    {
        TimeSpan wait = access.WaitOf(read.Error is null ? read.Value.User : null, context.Place());
        int seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }

    private static Task WriteAsync(HttpContext context, int status, Caller caller, string? secret)
    {
        var session = new SessionDto
        {
            Name = caller.Name,
            Role = Roles.ToDto(caller.Role),
            Category = caller.Category,
            CsrfToken = secret is null ? null : AccessControl.CsrfTokenOf(secret),
        };
        return context.WriteAsync(status, session, ContractsJsonContext.Default.SessionDto);
    }
}
