using System.Globalization;
using System.Net;
using GSTorrent.Api.Native;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Server.Access;

/// <summary>
/// Asks every request for a bearer token whose role is enough for the route. A route that names no role is for admins.
/// </summary>
internal sealed class Authentication(
    GstHost host, TokenStore tokens, EventJournal journal, SignInThrottle throttle, bool isOff)
{
    private const string Scheme = "Bearer ";

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (isOff) return GoOnAsync(context, next, new Caller(AccessRole.Admin, TokenId: null));
        string header = context.Request.Headers.Authorization.ToString();
        Endpoint? endpoint = context.GetEndpoint();
        bool isOpen = endpoint?.Metadata.GetMetadata<RequiredRole>() is { Role: null };
        if (host.Access.FindSession(context.Request.Cookies["SID"]) is { } known)
        {
            if (known.Role >= RoleFor(endpoint) || isOpen) return GoOnAsync(context, next, known);
            return Refusal.WriteAsync(context, new AppError("not-allowed", "The role is not enough."));
        }

        if (header.Length == 0)
        {
            return isOpen
                ? next(context)
                : Refusal.WriteAsync(
                    context, new AppError("not-signed-in", "Send a token as 'Authorization: Bearer'."));
        }

        IPAddress? from = context.Connection.RemoteIpAddress;
        TokenRecord? token = tokens.Authenticate(SecretOf(header));
        TimeSpan wait = from is null ? TimeSpan.Zero : throttle.WaitOf(from);

        // Nobody guesses the 256 bits of a token. All programs of this machine share one address, so a right token
        // passes there: a script with an old one must not lock its owner out.
        bool isFree = wait <= TimeSpan.Zero || (token is not null && IPAddress.IsLoopback(from!));
        if (!isFree) return RefuseForNowAsync(context, wait);
        if (token is null) return RefuseAsync(context, from);
        return isOpen || token.Role >= RoleFor(endpoint)
            ? GoOnAsync(context, next, new Caller(token.Role, token.Id) { Name = token.Name })
            : Refusal.WriteAsync(context, new AppError("not-allowed", $"The role '{Name(token.Role)}' is not enough."));
    }

    private static string? SecretOf(string header)
    {
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return header[Scheme.Length..].Trim();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header[6..].Trim(), bytes, out int length)
            ? System.Text.Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)[^1]
            : null;
    }

    // Unknown routes and wrong methods are no secret for those who have a token.
    private static AccessRole RoleFor(Endpoint? endpoint) => endpoint is RouteEndpoint
        ? endpoint.Metadata.GetMetadata<RequiredRole>()?.Role ?? AccessRole.Admin
        : AccessRole.Read;

    private static Task GoOnAsync(HttpContext context, RequestDelegate next, Caller caller)
    {
        context.Features.Set(caller);
        return next(context);
    }

    private static string Name(AccessRole role) => role switch
    {
        AccessRole.Admin => "admin",
        AccessRole.Control => "control",
        _ => "read",
    };

    private static Task RefuseForNowAsync(HttpContext context, TimeSpan wait)
    {
        int seconds = (int)Math.Ceiling(wait.TotalSeconds);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Refusal.WriteAsync(
            context, new AppError("too-many-attempts", $"Too many attempts failed: wait {seconds} s before the next one."));
    }

    private Task RefuseAsync(HttpContext context, IPAddress? from)
    {
        bool mustWait = from is not null && throttle.Fail(from);
        string place = from is null ? "a unix socket" : from.ToString();
        string text = mustWait
            ? $"A sign-in from {place} was refused: wrong token. That address has to wait now."
            : $"A sign-in from {place} was refused: wrong token.";
        journal.Append(JournalSeverity.Warning, JournalKinds.SignInFailed, text);
        return Refusal.WriteAsync(
            context, new AppError("not-signed-in", "This token is unknown, revoked or has ended."));
    }
}
