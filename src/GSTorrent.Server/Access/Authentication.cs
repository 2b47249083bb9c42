using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using GSTorrent.Api.Native;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Server.Access;

/// <summary>
/// Asks every request for a credential whose role is enough for the route: a token, a user with a password, or the
/// cookie of a session. A route that names no role is for admins; one that names none on purpose is for everybody.
/// </summary>
internal sealed class Authentication(AccessControl access, Refusals refusals, bool isOff)
{
    // Users, passwords and links fit in often. Whatever somebody sends there is in memory before it is known who it is.
    private const int MaxBytesOfOpenRoutes = 16 << 10;

    private static readonly Caller Anybody = new(AccessRole.Admin, TokenId: null) { Name = "somebody, not signed in" };

    private static readonly AppError NothingShown = new(
        "not-signed-in", "Sign in, or send a token as 'Authorization: Bearer', or user and password as 'Basic'.");

    private static readonly AppError NoProof = new(
        "not-allowed", $"A change by a session needs the header {SessionCookie.CsrfHeader} as GET /session tells it.");

    public async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        LimitBody(context);
        Result<Caller> found = await FindAsync(context);
        if (!found.TryGet(out Caller? caller, out AppError? error))
        {
            if (!StartPage.TryLeadToSignIn(context, error)) await refusals.WriteAsync(context, error);
            return;
        }

        context.Features.Set(caller);
        await next(context);
    }

    // All other routes read no byte of a body before the caller is known.
    private static void LimitBody(HttpContext context)
    {
        if (RoleFor(context.GetEndpoint()).Role is null
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = MaxBytesOfOpenRoutes;
    }

    private async Task<Result<Caller>> FindAsync(HttpContext context)
    {
        if (isOff) return Anybody;
        RequiredRole needed = RoleFor(context.GetEndpoint());

        // Where nobody has to sign in, only cookies are looked at: whether a guess is right is not told there.
        if (needed.Role is not { } role)
            return access.FindSession(Credentials.OfCookie(context.Request).Secret) ?? Caller.Unknown;
        var credentials = Credentials.Of(context.Request);
        if (!(await SignInAsync(context, credentials)).TryGet(out Caller? caller, out AppError? error)) return error;
        if (credentials.NeedsProof(context.Request) && !HasProof(context, credentials.Secret)) return NoProof;
        return caller.Role >= role
            ? caller
            : new AppError("not-allowed", $"The role '{Name(caller.Role)}' is not enough.");
    }

    private async Task<Result<Caller>> SignInAsync(HttpContext context, Credentials credentials)
    {
        IPAddress? from = context.Connection.RemoteIpAddress;
        Result<Caller> result = credentials.Kind switch
        {
            CredentialKind.None => NothingShown,
            CredentialKind.Basic => await access.SignInAsync(credentials.User, credentials.Secret, from),
            CredentialKind.Session => access.FindSession(credentials.Secret) is { } caller
                ? caller
                : new AppError("not-signed-in", "The session has ended: sign in again."),
            _ => access.SignInByToken(credentials.Secret, from),
        };
        if (result.Error?.Code is "too-many-attempts")
            TellWait(context, access.WaitOf(credentials.User.Length > 0 ? credentials.User : null, from));
        return result;
    }

    private static bool HasProof(HttpContext context, string secret) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(context.Request.Headers[SessionCookie.CsrfHeader].ToString()),
        Encoding.UTF8.GetBytes(AccessControl.CsrfTokenOf(secret)));

    // Unknown routes and wrong methods are no secret for those who are let in.
    private static RequiredRole RoleFor(Endpoint? endpoint) => endpoint is RouteEndpoint
        ? endpoint.Metadata.GetMetadata<RequiredRole>() ?? new RequiredRole(AccessRole.Admin)
        : new RequiredRole(AccessRole.Read);

    private static string Name(AccessRole role) => role switch
    {
        AccessRole.Admin => "admin",
        AccessRole.Control => "control",
        _ => "read",
    };

    private static void TellWait(HttpContext context, TimeSpan wait)
    {
        int seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }
}
