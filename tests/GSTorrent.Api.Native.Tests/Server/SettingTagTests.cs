using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace GSTorrent.Api.Native.Tests.Server;

public sealed class SettingTagTests
{
    [Fact]
    public async Task A_change_that_was_thought_out_for_other_settings_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        EntityTagHeaderValue first = await TagAsync(server);
        using HttpResponseMessage changed = await PatchAsync(server, first.Tag, 1000);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first, changed.Headers.ETag);
        Assert.Equal(changed.Headers.ETag, await TagAsync(server));

        using HttpResponseMessage late = await PatchAsync(server, first.Tag, 2000);
        await RunningServer.ProblemAsync(late, 412, "settings-changed");
        Assert.Equal(changed.Headers.ETag, await TagAsync(server));
        using HttpResponseMessage any = await PatchAsync(server, "*", 3000);
        Assert.Equal(HttpStatusCode.OK, any.StatusCode);
        using HttpResponseMessage odd = await PatchAsync(server, "\"\"", 4000);
        await RunningServer.ProblemAsync(odd, 412, "settings-changed");
    }

    [Fact]
    public async Task Who_has_them_already_gets_no_list()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        EntityTagHeaderValue tag = await TagAsync(server);
        using HttpRequestMessage request = Request(server, HttpMethod.Get);
        request.Headers.IfNoneMatch.Add(tag);
        using HttpResponseMessage answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<EntityTagHeaderValue> TagAsync(RunningServer server)
    {
        using HttpResponseMessage answer = await server.SendAsync("GET", "settings");
        return answer.Headers.ETag!;
    }

    private static async Task<HttpResponseMessage> PatchAsync(RunningServer server, string ifMatch, int limit)
    {
        using HttpRequestMessage request = Request(server, HttpMethod.Patch);
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        string json = $$$"""{"values":{"transfers.download-limit":"{{{limit}}}"}}""";
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await server.Http.SendAsync(request);
    }

    private static HttpRequestMessage Request(RunningServer server, HttpMethod method) => new(method, "settings")
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", server.Token) },
    };
}
