using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.QBittorrent.Access;

/// <summary>Signing in and out by a cookie.</summary>
internal sealed class AuthRoutes(GstHost host)
{
    private const string CookieName = "SID";
    private const string BannedText =
        "Your IP address has been banned after too many failed authentication attempts.";

    public void Map(RouteSet routes)
    {
        routes.Open("/auth/login", SignInAsync);
        routes.Change("/auth/logout", SignOutAsync, AccessRole.Read);
    }

    // Who is known already, by whatever means, gets a cookie too: some clients take no answer without one.
    private async Task SignInAsync(Call call)
    {
        Caller? caller = call.Context.Features.Get<Caller>();
        if (caller is null || caller == Caller.Unknown)
        {
            Result<Caller> result = await host.Access.SignInAsync(
                call.Parameters.Find("username") ?? "",
                call.Parameters.Find("password") ?? "",
                call.Context.Connection.RemoteIpAddress);
            if (!result.TryGet(out caller, out AppError? error))
            {
                await (error.Code is "too-many-attempts" ? call.TextAsync(BannedText, 403) : call.TextAsync("Fails."));
                return;
            }
        }

        string? present = call.Context.Request.Cookies[CookieName];
        string secret = host.Access.FindSession(present) is null ? host.Access.OpenSession(caller) : present!;
        call.Context.Response.Cookies.Append(CookieName, secret, Options(call));
        await call.TextAsync("Ok.");
    }

    private Task SignOutAsync(Call call)
    {
        if (call.Context.Request.Cookies[CookieName] is { Length: > 0 } secret) host.Access.CloseSession(secret);
        call.Context.Response.Cookies.Delete(CookieName, Options(call));
        return call.DoneAsync();
    }

    private static CookieOptions Options(Call call) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = call.Context.Request.IsHttps,
        Path = "/",
    };
}
