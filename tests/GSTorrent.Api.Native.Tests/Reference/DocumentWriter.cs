using GSTorrent.Api.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GSTorrent.Api.Native.Tests.Reference;

/// <summary>Writes what belongs to all operations into the document.</summary>
internal static class DocumentWriter
{
    public const string Problem = "Problem";

    public static async Task WriteAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "GSTorrent",
            Version = "v1",
            Description = "The native API. Concepts, revisions and the journal are described in docs/api/native.md.",
        };
        document.Servers = null;
        OpenApiSchema problem =
            await context.GetOrCreateSchemaAsync(typeof(ProblemDto), cancellationToken: cancellation);
        document.AddComponent(nameof(ProblemDto), problem);
        document.AddComponent(Problem, new OpenApiResponse
        {
            Description = "It was not done (RFC 9457); 'code' is stable.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(nameof(ProblemDto), document),
                },
            },
        });
        Secure(document);
    }

    private static void Secure(OpenApiDocument document)
    {
        document.AddComponent("token", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token, gst_…",
        });
        document.AddComponent("password", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "basic",
            Description = "User and password, or any user and a token.",
        });
        document.AddComponent("session", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = "gst_session",
            Description = "From POST /session; changes also need the header X-CSRF-Token.",
        });
        document.Security =
        [
            .. new[] { "token", "password", "session" }.Select(name => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(name, document)] = [],
            }),
        ];
    }
}
