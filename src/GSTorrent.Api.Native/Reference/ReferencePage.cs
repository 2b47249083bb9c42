using System.Net;
using System.Text;
using System.Text.Json;

namespace GSTorrent.Api.Native.Reference;

/// <summary>
/// Writes an OpenAPI document as a page without scripts: the operations by their subject, then the shapes. It knows as
/// much of OpenAPI 3.1 as our own document uses.
/// </summary>
internal sealed class ReferencePage(JsonElement document)
{
    private const string SchemaPrefix = "#/components/schemas/";
    private readonly StringBuilder _page = new();

    public string Write()
    {
        string title = document.GetProperty("info").GetProperty("title").GetString()!;
        _page.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append($"<title>{Text(title)}: the native API</title>")
            .Append("<link rel=\"stylesheet\" href=\"reference.css\"></head><body><main>")
            .Append($"<h1>{Text(title)}: the native API</h1>")
            .Append($"<p>{Text(document.GetProperty("info"), "description")} ")
            .Append("<a href=\"openapi.json\">openapi.json</a></p>");
        WriteIndex();
        foreach ((string path, JsonProperty method) in Operations()) WriteOperation(path, method);
        _page.Append("<h2 id=\"shapes\">Shapes</h2>");
        foreach (JsonProperty schema in Schemas().EnumerateObject()) WriteSchema(schema);
        return _page.Append("</main></body></html>\n").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? Text(value.ToString()) : "";

    private JsonElement Schemas() => document.GetProperty("components").GetProperty("schemas");

    private IEnumerable<(string Path, JsonProperty Method)> Operations() =>
        document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => (path.Name, method)))
            .OrderBy(operation => operation.method.Value.GetProperty("tags")[0].GetString(), StringComparer.Ordinal);

    private void WriteIndex()
    {
        _page.Append("<nav>");
        foreach ((string _, JsonProperty method) in Operations())
        {
            string name = Text(method.Value, "operationId");
            _page.Append($"<a href=\"#{name}\">{name}</a>");
        }

        _page.Append("<a href=\"#shapes\">Shapes</a></nav>");
    }

    private void WriteOperation(string path, JsonProperty method)
    {
        JsonElement operation = method.Value;
        _page.Append($"<article id=\"{Text(operation, "operationId")}\">")
            .Append($"<h3><b>{Text(method.Name.ToUpperInvariant())}</b> {Text(path)}</h3>")
            .Append($"<p>{Text(operation, "summary")} {Text(operation, "description")}</p><table>");
        if (operation.TryGetProperty("parameters", out JsonElement parameters))
            foreach (JsonElement parameter in parameters.EnumerateArray()) WriteParameter(parameter);
        if (operation.TryGetProperty("requestBody", out JsonElement body)) WriteBody("takes", "", body);
        foreach (JsonProperty answer in operation.GetProperty("responses").EnumerateObject())
            if (answer.Name is not "default") WriteBody("answers", answer.Name, answer.Value);
        _page.Append("</table></article>");
    }

    private void WriteParameter(JsonElement parameter) => WriteRow(
        Text(parameter, "in"), $"<code>{Text(parameter, "name")}</code>", Text(parameter, "description"));

    private void WriteBody(string label, string status, JsonElement body)
    {
        string shape = "";
        string type = "";
        if (body.TryGetProperty("content", out JsonElement content))
        {
            JsonProperty first = content.EnumerateObject().First();
            type = first.Name is "application/json" ? "" : Text(first.Name);
            if (first.Value.TryGetProperty("schema", out JsonElement schema)) shape = Shape(schema);
        }

        WriteRow(label, $"{status} {shape}", type);
    }

    private void WriteSchema(JsonProperty schema)
    {
        _page.Append($"<article id=\"{Text(schema.Name)}\"><h3>{Text(schema.Name)}</h3>")
            .Append($"<p>{Text(schema.Value, "description")}</p>");
        if (schema.Value.TryGetProperty("enum", out JsonElement values))
            _page.Append($"<p>One of {string.Join(", ", values.EnumerateArray().Select(Code))}.</p>");
        if (schema.Value.TryGetProperty("properties", out JsonElement properties))
        {
            _page.Append("<table>");
            foreach (JsonProperty property in properties.EnumerateObject())
                WriteRow(
                    $"<code>{Text(property.Name)}</code>", Shape(property.Value), Text(property.Value, "description"));
            _page.Append("</table>");
        }

        _page.Append("</article>");
    }

    private void WriteRow(string first, string second, string third) =>
        _page.Append($"<tr><td>{first}</td><td>{second}</td><td>{third}</td></tr>");

    /// <summary>A type in a few words, with a link where it has a name.</summary>
    private static string Shape(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            string name = Text(reference.GetString()![SchemaPrefix.Length..]);
            return $"<a href=\"#{name}\">{name}</a>";
        }

        if (schema.TryGetProperty("oneOf", out JsonElement any))
            return string.Join(" or ", any.EnumerateArray().Select(Shape));
        if (!schema.TryGetProperty("type", out JsonElement type)) return "any";
        string[] names = type.ValueKind == JsonValueKind.Array
            ? [.. type.EnumerateArray().Select(name => name.GetString()!)]
            : [type.GetString()!];
        return string.Join(" or ", names.Select(name => name is "array" && schema.TryGetProperty("items", out var items)
            ? $"list of {Shape(items)}"
            : Text(name)));
    }

    private static string Code(JsonElement value) => $"<code>{Text(value.ToString())}</code>";
}
