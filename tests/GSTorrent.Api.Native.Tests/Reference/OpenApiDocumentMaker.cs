using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.OpenApi;

namespace GSTorrent.Api.Native.Tests.Reference;

/// <summary>
/// Makes the OpenAPI document from the routes as they are mapped and the contracts as they are written. The server
/// serves the committed result, so it needs none of this.
/// </summary>
internal static class OpenApiDocumentMaker
{
    private const string Name = "v1";

    public static async Task<string> MakeAsync(GstHost host)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractsJsonContext.Default);
            options.SerializerOptions.NumberHandling = default;
        });
        builder.Services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddOperationTransformer(OperationWriter.WriteAsync);
            options.AddDocumentTransformer(DocumentWriter.WriteAsync);
        });
        await using WebApplication app = builder.Build();
        var routes = app.MapGroup("");
        ((IEndpointConventionBuilder)routes).Finally(Describe);
        routes.MapNativeApi(host);
        await app.StartAsync();
        var provider = app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        OpenApiDocument document = await provider.GetOpenApiDocumentAsync();
        string text = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
        await app.StopAsync();
        return text.ReplaceLineEndings("\n") + "\n";
    }

    // A route takes and answers with what its documentation says; the generator asks for that in other words.
    private static void Describe(EndpointBuilder endpoint)
    {
        RouteDoc doc = endpoint.Metadata.OfType<RouteDoc>().Single();
        endpoint.Metadata.Add(endpoint.RequestDelegate!.Method);
        if (doc.Takes is { } takes) endpoint.Metadata.Add(new AcceptsMetadata(["application/json"], takes));
        foreach (int status in doc.Statuses)
        {
            endpoint.Metadata.Add(doc.Answers is { } answers
                ? new ProducesResponseTypeMetadata(status, answers, [doc.AnswerType])
                : new ProducesResponseTypeMetadata(status));
        }
    }
}
