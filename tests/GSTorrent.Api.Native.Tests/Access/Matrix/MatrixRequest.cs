using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GSTorrent.Api.Native.Tests.Access.Matrix;

/// <summary>Calls what a row names, about a torrent that not everybody sees, and tells the answer in a word.</summary>
internal sealed class MatrixRequest(RunningServer server, string infoHash, int number)
{
    private const string SessionHeader = "X-Transmission-Session-Id";

    public async Task<(string Answer, string Body)> AskAsync(MatrixRow row, string token)
    {
        if (row.IsRpc) return await AskRpcAsync(row.Route, token);
        using HttpResponseMessage response =
            await SendAsync(row.Method, PathOf(row.Route), ContentOf(row, token), token);
        string status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);

        // A stream does not end by itself.
        bool ends = response.Content.Headers.ContentType?.MediaType is not "text/event-stream";
        return (status, ends ? await response.Content.ReadAsStringAsync() : "");
    }

    /// <summary>The body that a route of the native API is called with.</summary>
    public static string BodyFor(string route, int number) => route[(route.LastIndexOf('/') + 1)..] switch
    {
        "torrents" => Samples.AddBody(number),
        "actions" => """{"action":"remove","all":true}""",
        "move" => """{"destination":"/tmp"}""",
        "rename" => """{"name":"renamed"}""",
        "peers" => """{"peers":["127.0.0.1:1"]}""",
        "tags" => """{"tags":["x"]}""",
        "priorities" => """{"rules":[{"files":"*","priority":"skip"}]}""",
        "limits" => """{"downloadLimitBytesPerSecond":1}""",
        _ => "{}",
    };

    private async Task<(string Answer, string Body)> AskRpcAsync(string method, string token)
    {
        using HttpResponseMessage first = await SendAsync("POST", "/transmission/rpc", null, token);
        if (!first.Headers.TryGetValues(SessionHeader, out IEnumerable<string>? session))
            return (((int)first.StatusCode).ToString(CultureInfo.InvariantCulture), "");
        var arguments = new JsonObject
        {
            ["ids"] = new JsonArray(infoHash),
            ["fields"] = new JsonArray("id", "name"),
            ["labels"] = new JsonArray("x"),
            ["path"] = $"sample-{number}.txt",
            ["name"] = "renamed",
            ["location"] = server.Destination,
            ["downloadLimited"] = true,
            ["downloadLimit"] = 5,
        };
        var content = new StringContent(
            new JsonObject { ["method"] = method, ["arguments"] = arguments }.ToJsonString());
        content.Headers.Add(SessionHeader, session.Single());
        using HttpResponseMessage response = await SendAsync("POST", "/transmission/rpc", content, token);
        string body = await response.Content.ReadAsStringAsync();
        string result = (string)JsonNode.Parse(body)!["result"]!;
        string word = result is "success" ? "ok" : result.Contains("needs the role") ? "role" : "error";
        return (word, body);
    }

    private string PathOf(string route) => route
        .Replace("/{id}", route.Contains("/torrents/") ? $"/{infoHash}" : "/none")
        .Replace("{**name}", MatrixCallers.Foreign).Replace("{name}", "nobody").Replace("{**rest}", "nothing");

    private HttpContent? ContentOf(MatrixRow row, string token)
    {
        if (row.Method is "GET" or "DELETE") return null;
        if (row.Route.StartsWith(NativeApi.Root, StringComparison.Ordinal))
            return new StringContent(BodyFor(row.Route, number), Encoding.UTF8, "application/json");
        (string Name, string Value)[] fields =
        [
            ("hash", infoHash), ("hashes", infoHash), ("category", MatrixCallers.Foreign), ("name", "x"),
            ("peers", "127.0.0.1:1"), ("urls", "http://127.0.0.1:1/announce"), ("tags", "x"), ("limit", "1000"),
            ("location", server.Destination), ("value", "true"), ("comment", "x"), ("password", token),
        ];
        return new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path, HttpContent? content, string token)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Control.Urls[0] + path));
        if (content is not null)
        {
            request.Content = content;
            if (content.Headers.TryGetValues(SessionHeader, out IEnumerable<string>? session))
            {
                request.Headers.Add(SessionHeader, session);
                content.Headers.Remove(SessionHeader);
            }
        }

        if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
