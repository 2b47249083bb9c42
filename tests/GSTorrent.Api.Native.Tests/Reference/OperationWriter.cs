using System.Globalization;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace GSTorrent.Api.Native.Tests.Reference;

/// <summary>Writes what the generator cannot see by itself into an operation.</summary>
internal static class OperationWriter
{
    public static Task WriteAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        RouteDoc doc = metadata.OfType<RouteDoc>().Single();
        AccessRole? role = metadata.OfType<RequiredRole>().Single().Role;
        operation.OperationId = doc.Operation;
        operation.Summary = doc.Summary;
        operation.Description = role is null ? "For everybody, signed in or not." : $"Asks for the role {Name(role)}.";
        string path = context.Description.RelativePath!;
        operation.Tags = new HashSet<OpenApiTagReference>
        {
            new(path.Split('/')[2], context.Document),
        };
        operation.Parameters = [.. PathParameters(path), .. doc.Query.Select(ToParameter)];
        if (operation.Parameters.Count == 0) operation.Parameters = null;
        if (role is null) operation.Security = [];
        // The generator leaves out an answer without a body.
        if (doc.Answers is null) operation.Responses = Without(doc.Statuses);
        operation.Responses!["default"] = new OpenApiResponseReference(DocumentWriter.Problem, context.Document);
        return Task.CompletedTask;
    }

    private static OpenApiResponses Without(IReadOnlyList<int> statuses)
    {
        var responses = new OpenApiResponses();
        foreach (int status in statuses)
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] =
                new OpenApiResponse { Description = ReasonPhrases.GetReasonPhrase(status) };
        }

        return responses;
    }

    private static string Name(AccessRole? role) => role.ToString()!.ToLowerInvariant();

    private static IEnumerable<IOpenApiParameter> PathParameters(string path) =>
        from parameter in RoutePatternFactory.Parse(path).Parameters
        select new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Path,
            Required = true,
            Description = path.Contains("/torrents/", StringComparison.Ordinal)
                ? "The torrent's number, its info-hash, or the first 6 or more digits of that."
                : null,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static IOpenApiParameter ToParameter(QueryDoc query) => new OpenApiParameter
    {
        Name = query.Name,
        In = ParameterLocation.Query,
        Description = query.Text,
        Schema = new OpenApiSchema { Type = Enum.Parse<JsonSchemaType>(query.Type, ignoreCase: true) },
    };
}
