using System.Text;
using System.Text.Json;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Reference;

/// <summary>The OpenAPI document and a page that shows it.</summary>
internal static class ReferenceRoutes
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Lazy<byte[]> Page = new(MakePage);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/openapi.json", AccessRole.Read, DocumentAsync, new RouteDoc(
            "showOpenApi", "Gives this description of the API (OpenAPI 3.1).")
        {
            Answers = typeof(JsonElement),
        });
        routes.Map("GET", "/reference", AccessRole.Read, PageAsync, new RouteDoc(
            "showReference", "Shows this description as a page.")
        {
            Answers = typeof(string),
            AnswerType = "text/html",
        });
        routes.Map("GET", "/reference.css", AccessRole.Read, StyleAsync, new RouteDoc(
            "showReferenceStyle", "Gives that page its looks.")
        {
            Answers = typeof(string),
            AnswerType = "text/css",
        });
    }

    private static Task DocumentAsync(HttpContext context) =>
        WriteAsync(context, "application/json", Read("openapi.json"));

    private static Task PageAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return WriteAsync(context, "text/html; charset=utf-8", Page.Value);
    }

    private static Task StyleAsync(HttpContext context) =>
        WriteAsync(context, "text/css; charset=utf-8", Read("reference.css"));

    private static Task WriteAsync(HttpContext context, string type, byte[] content)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static byte[] MakePage()
    {
        using JsonDocument document = JsonDocument.Parse(Read("openapi.json"));
        return Encoding.UTF8.GetBytes(new ReferencePage(document.RootElement).Write());
    }

    private static byte[] Read(string resource)
    {
        using Stream from = typeof(ReferenceRoutes).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without {resource}.");
        byte[] content = new byte[from.Length];
        from.ReadExactly(content);
        return content;
    }
}
