using System.Text;
using CsCheck;
using GSTorrent.Application.Access;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Tests.Http;

public sealed class RouteTests
{
    private const string NoAddress = "http://127.0.0.1:1/";

    [Fact]
    public async Task The_document_has_every_route()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Assert.Equal(
            RouteFact.OfDocument().OrderBy(fact => fact.Route),
            RouteFact.OfEndpoints(server.Control.Endpoints).OrderBy(fact => fact.Route));
    }

    [Fact]
    public async Task Nobody_comes_in_without_signing_in()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        foreach (RouteFact fact in RouteFact.OfEndpoints(server.Control.Endpoints).Where(fact => fact.Role != "all"))
        {
            using HttpResponseMessage response = await server.SendAsync("POST", fact.Route, token: "");
            Assert.Equal((fact.Route, 403), (fact.Route, (int)response.StatusCode));
        }
    }

    [Fact]
    public async Task What_changes_something_takes_no_GET()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        foreach (RouteFact fact in RouteFact.OfEndpoints(server.Control.Endpoints))
        {
            using HttpResponseMessage response = await server.SendAsync("GET", fact.Route);
            Assert.True(((int)response.StatusCode == 405) == !fact.IsRead, $"{fact.Route}: {response.StatusCode}");
            using HttpResponseMessage put = await server.SendAsync("PUT", fact.Route);
            Assert.Equal((fact.Route, 405), (fact.Route, (int)put.StatusCode));
        }
    }

    [Fact]
    public async Task The_server_ends_when_it_is_told_to()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var ended = new TaskCompletionSource();
        using CancellationTokenRegistration stopping = server.Control.Stopping.Register(ended.SetResult);
        await server.PostAsync("app/shutdown", 200);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_body_above_the_limit_gets_413()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var content = new ByteArrayContent(new byte[(32 << 20) + 1]);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "torrents/add") { Content = content };
        request.Headers.Authorization = new("Bearer", server.Token);
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await server.Http.SendAsync(request);
        Assert.Equal(413, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a")]
    [InlineData("multipart/form-data", "")]
    [InlineData("application/x-www-form-urlencoded", "%zz=%&&&==\0")]
    [InlineData("application/json", "{")]
    public async Task A_broken_form_is_refused_or_read_as_nothing(string type, string body)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using HttpResponseMessage response = await server.SendAsync("POST", "torrents/add", content);
        Assert.InRange((int)response.StatusCode, 200, 499);
    }

    // Reads with any parameters change nothing; neither do changes by those who may only look.
    [Fact]
    public async Task Mutated_reads_never_break_and_never_change_anything()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1);
        string read = await server.TokenOfAsync(AccessRole.Read);
        RouteFact[] routes = [.. RouteFact.OfEndpoints(server.Control.Endpoints)];
        string before = await StateAsync(server);
        foreach ((int choice, string name, string value) in Calls(routes.Length, 400))
        {
            RouteFact fact = routes[choice];
            string query = $"{fact.Route}?{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}"
                + $"&hash={Samples.Hash(1)}&hashes=all";
            using HttpResponseMessage response = await server.SendAsync(
                fact.IsRead ? "GET" : "POST", query, token: fact.IsRead ? null : read);
            Assert.True((int)response.StatusCode < 500, $"{query}: {response.StatusCode}");
        }

        Assert.Equal(before, await StateAsync(server));
    }

    [Fact]
    public async Task Mutated_changes_never_break_the_server()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        RouteFact[] routes =
            [.. RouteFact.OfEndpoints(server.Control.Endpoints).Where(fact => fact.Route != "app/shutdown")];
        foreach ((int choice, string name, string value) in Calls(routes.Length, 600))
        {
            await server.AddAsync(1);
            var form = new FormUrlEncodedContent(
            [
                KeyValuePair.Create(name, value), KeyValuePair.Create("hash", Samples.Hash(1)),
                KeyValuePair.Create("hashes", "all"), KeyValuePair.Create("savePath", server.Destination),
            ]);
            using HttpResponseMessage response = await server.SendAsync("POST", routes[choice].Route, form);
            string text = await response.Content.ReadAsStringAsync();
            Assert.True((int)response.StatusCode < 500, $"{routes[choice].Route} {name}={value}: {text}");
        }
    }

    private static async Task<string> StateAsync(RunningServer server) =>
        server.Host.Settings.Current.Text(TransferSettings.DownloadLimit)
        + await server.TextAsync("torrents/categories") + await server.TextAsync("torrents/tags")
        + await server.TextAsync("torrents/info") + await server.TextAsync("app/preferences");

    private static (int Choice, string Name, string Value)[] Calls(int routes, int count)
    {
        Gen<string> names = OneOf(
            "hash", "hashes", "id", "priority", "category", "categories", "tags", "urls", "origUrl", "newUrl", "tier",
            "limit", "ratioLimit", "seedingTimeLimit", "location", "path", "name", "value", "enable", "json", "peers",
            "rid", "sort", "reverse", "offset", "filter", "indexes", "dirPath", "taskID", "sourcePath", "mode",
            "username", "comment", "last_known_id", "savepath", "rename", "filePriorities", "pieceSize");
        Gen<string> values = Gen.OneOf(
            Gen.String[0, 40],
            OneOf(
                "", "-1", "0", "1", "true", "all", "|", "99999999999999999999", "1e308", "NaN", "../..", "/", "\0",
                "a/b", """{"dl_limit":-5,"max_ratio":1e308,"schedule_from_hour":99,"save_path":1}""",
                """{"a":"\ud800"}""", """{"banned_IPs":"x"}""",
                "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567", "%2F", "name",
                NoAddress, "🦔", "a,b,,c", "3|4|x"));
        return Gen.Select(Gen.Int[0, routes - 1], names, values).Array[count].Single();
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
