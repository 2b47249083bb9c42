using GSTorrent.Api.Contracts;

namespace GSTorrent.Api.Native.Tests.Server;

public sealed class ServerRoutesTests
{
    private static readonly ContractsJsonContext Json = ContractsJsonContext.Default;

    [Fact]
    public async Task The_server_tells_about_itself()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        ServerDto facts = await server.AskAsync("GET", "server", 200, Json.ServerDto);
        Assert.Equal(server.Destination, facts.Destination);
        Assert.True(facts.FreeSpaceBytes > 0);
        Assert.True(facts.PeerPort > 0);
        Assert.True(facts.Offline);
        Assert.Matches(@"^\d+\.\d+\.\d+", facts.Version);
    }

    [Fact]
    public async Task The_external_address_that_the_user_named_is_shown()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        ServerDto facts = await server.AskAsync("GET", "server", 200, Json.ServerDto);
        Assert.Empty(facts.ExternalAddresses);
        await server.AskAsync(
            "PATCH", "settings", 200, Json.IReadOnlyListSettingDto,
            """{"values":{"network.external-address-v4":"9.9.9.9"}}""");
        facts = await server.AskAsync("GET", "server", 200, Json.ServerDto);
        Assert.Equal("9.9.9.9", Assert.Single(facts.ExternalAddresses));
    }

    [Fact]
    public async Task Figures_count_torrents()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1);
        StatsDto stats = await server.AskAsync("GET", "stats", 200, Json.StatsDto);
        Assert.Equal((1, 0L), (stats.Torrents, stats.DownloadBytesPerSecond));
        Assert.True(stats.UptimeS >= 0);
    }

    [Fact]
    public async Task Shutdown_asks_for_the_end()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var asked = new TaskCompletionSource();
        await using CancellationTokenRegistration waiting = server.Control.Stopping.Register(asked.SetResult);
        using HttpResponseMessage response = await server.SendAsync("POST", "shutdown");
        Assert.Equal(202, (int)response.StatusCode);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task The_journal_is_read_from_a_cursor_and_cleared()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.AddAsync(1);
        JournalDto all = await server.AskAsync("GET", "journal", 200, Json.JournalDto);
        Assert.Contains(all.Entries, entry => entry.Kind == "torrent-added");
        JournalDto rest = await server.AskAsync("GET", $"journal?since={all.Cursor}", 200, Json.JournalDto);
        Assert.DoesNotContain(rest.Entries, entry => entry.Sequence <= all.Cursor);
        using HttpResponseMessage cleared = await server.SendAsync("DELETE", "journal");
        Assert.Equal(204, (int)cleared.StatusCode);
        JournalDto none = await server.AskAsync("GET", "journal", 200, Json.JournalDto);
        Assert.DoesNotContain(none.Entries, entry => entry.Sequence <= all.Cursor);
    }

    [Fact]
    public async Task Settings_are_shown_changed_and_taken_back()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        const string Name = "transfers.upload-slots";
        var before = await server.AskAsync("GET", "settings", 200, Json.IReadOnlyListSettingDto);
        SettingDto slots = before.Single(setting => setting.Name == Name);
        Assert.Equal(("integer", "8", "8"), (slots.Type, slots.Value, slots.Default));
        Assert.Equal(SettingSource.Default, slots.Source);
        Assert.Equal((1, 500), (slots.Minimum, slots.Maximum));
        var after = await server.AskAsync(
            "PATCH", "settings", 200, Json.IReadOnlyListSettingDto, $$$"""{"values":{"{{{Name}}}":"5"}}""");
        Assert.Equal(before.Count, after.Count);
        slots = after.Single(setting => setting.Name == Name);
        Assert.Equal(("5", SettingSource.Changed), (slots.Value, slots.Source));
        after = await server.AskAsync(
            "PATCH", "settings", 200, Json.IReadOnlyListSettingDto, $$$"""{"values":{"{{{Name}}}":null}}""");
        Assert.Equal(SettingSource.Default, after.Single(setting => setting.Name == Name).Source);
    }

    [Fact]
    public async Task Tokens_are_made_listed_and_revoked()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TokenDto made = await server.AskAsync(
            "POST", "tokens", 201, Json.TokenDto, """{"name":"phone","role":"control"}""");
        Assert.StartsWith("gst_", made.Token);
        var all = await server.AskAsync("GET", "tokens", 200, Json.IReadOnlyListTokenDto);
        TokenDto listed = all.Single(token => token.Id == made.Id);
        Assert.Equal(("phone", TokenRole.Control, null), (listed.Name, listed.Role, listed.Token));
        using HttpResponseMessage gone = await server.SendAsync("DELETE", $"tokens/{made.Id}");
        Assert.Equal(204, (int)gone.StatusCode);
        await server.RefusedAsync("GET", "stats", 401, "not-signed-in", token: made.Token);
    }

    [Fact]
    public async Task A_token_says_which_qBittorrent_the_server_is()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        TokenDto made = await server.AskAsync(
            "POST", "tokens", 201, Json.TokenDto, """{"role":"control","qBittorrentManners":"5.2"}""");
        Assert.Equal(QBittorrentManners.V52, made.QBittorrentManners);
        string all = await (await server.SendAsync("GET", "tokens")).Content.ReadAsStringAsync();
        Assert.Contains("\"qBittorrentManners\":\"5.2\"", all);
        Assert.Contains("\"qBittorrentManners\":\"5.1\"", all);
        await server.RefusedAsync(
            "POST", "tokens", 400, "bad-request", """{"role":"control","qBittorrentManners":"4.6"}""");
    }
}
