using System.Text;
using System.Text.Json.Nodes;

namespace GSTorrent.Api.QBittorrent.Tests.Transcripts;

/// <summary>
/// The requests of real clients, in their order and their spelling, and what they need to be answered; and each route
/// of this API with its whole answer.
/// </summary>
public sealed class TranscriptTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Transcripts"), "*.txt")
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_client_gets_what_it_needs(string file)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var saved = new Dictionary<string, string>
        {
            ["token"] = server.Token,
            ["basic"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + server.Token)),
            ["destination"] = server.Destination,
            ["root"] = server.Root,
            ["hash1"] = Samples.Hash(1),
            ["hash2"] = Samples.Hash(2),
            ["hash3"] = Samples.Hash(3),
            ["folder1"] = Samples.FolderHash(1),
        };
        string? cookie = null;
        foreach (Step step in Step.Read(file))
        {
            using HttpRequestMessage request = RequestOf(step, saved, cookie);
            using HttpResponseMessage response = await server.Http.SendAsync(request);
            if (response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set))
                cookie = set.First().Split(';')[0];
            await CheckAsync(step, response, saved);
        }
    }

    private static HttpRequestMessage RequestOf(Step step, Dictionary<string, string> saved, string? cookie)
    {
        var request = new HttpRequestMessage(new HttpMethod(step.Method), Fill(step.Route, saved));
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        foreach ((string name, string value) in step.Headers)
            request.Headers.TryAddWithoutValidation(name, Fill(value, saved));
        if (step.Files.Count > 0) request.Content = MultipartOf(step, saved);
        else if (step.Fields.Count > 0)
        {
            request.Content = new FormUrlEncodedContent(
                step.Fields.Select(field => KeyValuePair.Create(field.Name, Fill(field.Value, saved))));
        }

        return request;
    }

    private static MultipartFormDataContent MultipartOf(Step step, Dictionary<string, string> saved)
    {
        var form = new MultipartFormDataContent();
        foreach ((string name, string sample) in step.Files)
        {
            byte[] file = sample switch
            {
                "broken" => "no torrent"u8.ToArray(),
                ['f', 'o', 'l', 'd', 'e', 'r', .. string number] => Samples.FolderTorrentFile(int.Parse(number)),
                _ => Samples.TorrentFile(int.Parse(sample)),
            };
            form.Add(new ByteArrayContent(file), name, sample + ".torrent");
        }

        foreach ((string name, string value) in step.Fields) form.Add(new StringContent(Fill(value, saved)), name);
        return form;
    }

    private static async Task CheckAsync(Step step, HttpResponseMessage response, Dictionary<string, string> saved)
    {
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(step.Status == (int)response.StatusCode, $"{step.Source}: {(int)response.StatusCode} {body}");
        if (step.ContentType.Length > 0)
        {
            string? type = response.Content.Headers.ContentType?.MediaType;
            Assert.Equal((step.Source, step.ContentType), (step.Source, type));
        }

        if (step.Body == "<any>") return;
        if (step.ContentType != "application/json")
        {
            Assert.Equal((step.Source, Fill(step.Body, saved)), (step.Source, body));
            return;
        }

        JsonNode? expected = JsonNode.Parse(Fill(step.Body, saved));
        string? difference = JsonMatch.Compare(expected, JsonNode.Parse(body), saved);
        Assert.True(difference is null, $"{step.Source}: {difference}");
    }

    private static string Fill(string text, Dictionary<string, string> saved)
    {
        foreach ((string name, string value) in saved) text = text.Replace("{{" + name + "}}", value);
        return text;
    }
}
