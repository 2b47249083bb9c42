using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Native;

/// <summary>
/// The cookie that stands for a session, and the header that proves that a change comes from a page of ours: another
/// site can make a browser send the first, but never the second.
/// </summary>
public static class SessionCookie
{
    /// <summary>The cookie.</summary>
    public const string Name = "gst_session";

    /// <summary>The header that goes with every change.</summary>
    public const string CsrfHeader = "X-CSRF-Token";

    /// <summary>The secret that the browser sent; null: none.</summary>
    public static string? Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Cookies[Name] is { Length: > 0 } secret ? secret : null;
    }

    internal static void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name, secret, OptionsOf(context));

    internal static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, OptionsOf(context));

    // No script reads it, no other site has it sent, and no copy goes over a line that others can read.
    private static CookieOptions OptionsOf(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = context.Request.PathBase.Value + "/",
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
    };
}
