using GSTorrent.Application.Access;

namespace GSTorrent.Api.QBittorrent.Tests.App;

public sealed class ClientDataRoutesTests
{
    [Fact]
    public async Task What_was_stored_is_loaded_by_its_owner_only()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await StoreAsync(server, """{"page": {"dark": true, "é\u0041": [1, 2]}, "note": "x", "old": 1}""", 200);
        await StoreAsync(server, """{"old": null, "note": "y"}""", 200);
        Assert.Equal("""{"note":"y","page":{"dark":true,"éA":[1,2]}}""", await server.TextAsync("clientdata/load"));
        string keys = Uri.EscapeDataString("""["page", "none", "page"]""");
        Assert.Equal(
            """{"page":{"dark":true,"éA":[1,2]}}""", await server.TextAsync($"clientdata/load?keys={keys}"));
        string other = await server.TokenOfAsync(AccessRole.Read);
        Assert.Equal("{}", await server.TextAsync("clientdata/load", token: other));
    }

    [Fact]
    public async Task Who_only_looks_may_store_and_the_journal_tells_no_value()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string read = await server.TokenOfAsync(AccessRole.Read, QBittorrentManners.V52);
        await StoreAsync(server, """{"secret": "hunter2"}""", 204, read);
        Assert.Equal("""{"secret":"hunter2"}""", await server.TextAsync("clientdata/load", token: read));
        Assert.DoesNotContain(server.Host.Journal.Since(0).Entries, entry => entry.Text.Contains("hunter2"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"a": "\ud800"}""")]
    [InlineData("""{"\ud800": 1}""")]
    public async Task What_is_no_object_is_refused(string data)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await StoreAsync(server, data, 400);
        Assert.Equal("{}", await server.TextAsync("clientdata/load"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("x")]
    public async Task Names_are_an_array_of_texts(string keys)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.TextAsync($"clientdata/load?keys={Uri.EscapeDataString(keys)}", 400);
    }

    [Fact]
    public async Task Too_much_is_a_conflict()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await StoreAsync(server, $$"""{"a": "{{new string('x', ClientValues.MaxBytesOfOne)}}"}""", 409);
        await StoreAsync(server, $$"""{"a": "{{new string('x', 7 * ClientValues.MaxBytesOfOne)}}"}""", 409);
        Assert.Equal("{}", await server.TextAsync("clientdata/load"));
    }

    private static async Task StoreAsync(RunningServer server, string data, int status, string? token = null)
    {
        var form = new MultipartFormDataContent { { new StringContent(data), "data" } };
        using HttpResponseMessage response = await server.SendAsync("POST", "clientdata/store", form, token);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
    }
}
