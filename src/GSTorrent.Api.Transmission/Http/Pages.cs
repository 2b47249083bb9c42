using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GSTorrent.Api.Transmission.Http;

/// <summary>Refusals as little pages, which is what clients of Transmission expect besides JSON.</summary>
internal static class Pages
{
    /// <param name="context">Where to.</param>
    /// <param name="status">HTTP.</param>
    /// <param name="html">Paragraphs.</param>
    public static async Task WriteAsync(HttpContext context, int status, string html)
    {
        string phrase = ReasonPhrases.GetReasonPhrase(status);
        string page = string.Create(CultureInfo.InvariantCulture, $"<h1>{status}: {phrase}</h1>{html}");
        byte[] bytes = Encoding.UTF8.GetBytes(page);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=UTF-8";
        context.Response.ContentLength = bytes.Length;
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
