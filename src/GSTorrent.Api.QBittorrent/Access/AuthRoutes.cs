using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.QBittorrent.Access;

/// <summary>Signing in and out by a cookie.</summary>
internal sealed class AuthRoutes(GstHost host)
{
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
                await (error.Code is "too-many-attempts" ? call.TextAsync(BannedText, 403) : FailAsync(call));
                return;
            }
        }

        Manners manners = Manners.For(caller);
        string cookie = manners.CookieOf(call.Context);
        string? present = call.Context.Request.Cookies[cookie];
        string secret = host.Access.FindSession(present) is null ? host.Access.OpenSession(caller) : present!;
        Forget(call, name => !string.Equals(name, cookie, StringComparison.Ordinal));
        call.Context.Response.Cookies.Append(cookie, secret, Options(call));
        await (manners.IsNew ? call.TextAsync("", StatusCodes.Status204NoContent) : call.TextAsync("Ok."));
    }

    // Whose password is wrong has chosen no manners, unless a cookie tells them.
    private static Task FailAsync(Call call) =>
        call.Manners.IsNew ? call.TextAsync("Unauthorized", 401) : call.TextAsync("Fails.");

    private Task SignOutAsync(Call call)
    {
        foreach (string name in Manners.CookiesOf(call.Context))
            if (call.Context.Request.Cookies[name] is { Length: > 0 } secret) host.Access.CloseSession(secret);
        Forget(call, static _ => true);
        return call.DoneAsync();
    }

    private static void Forget(Call call, Func<string, bool> isMeant)
    {
        foreach (string name in Manners.CookiesOf(call.Context))
        {
            if (isMeant(name) && call.Context.Request.Cookies.ContainsKey(name))
                call.Context.Response.Cookies.Delete(name, Options(call));
        }
    }

    private static CookieOptions Options(Call call) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = call.Context.Request.IsHttps,
        Path = "/",
    };
}
