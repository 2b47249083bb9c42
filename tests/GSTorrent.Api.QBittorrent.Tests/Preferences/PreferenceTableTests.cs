using System.Text.Json.Nodes;
using GSTorrent.Api.QBittorrent.Preferences;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Tests.Preferences;

public sealed class PreferenceTableTests
{
    [Fact]
    public void Every_preference_of_5_1_4_is_there_once() => Assert.Equal(
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Preferences", "names-5.1.4.txt")),
        PreferenceTable.All.Select(row => row.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("dl_limit", "5000", "transfers.download-limit", "5000")]
    [InlineData("up_limit", "-1", "transfers.upload-limit", "0")]
    [InlineData("alt_dl_limit", "\"2048\"", "alternative.download-limit", "2048")]
    [InlineData("max_connec", "-1", "network.max-connections", "100000")]
    [InlineData("max_connec", "0", "network.max-connections", "1")]
    [InlineData("max_connec_per_torrent", "60", "network.max-connections-per-torrent", "60")]
    [InlineData("max_uploads_per_torrent", "4", "transfers.upload-slots", "4")]
    [InlineData("max_active_downloads", "-1", "queue.max-downloads", "0")]
    [InlineData("queueing_enabled", "true", "queue.enabled", "true")]
    [InlineData("dont_count_slow_torrents", "false", "queue.exempt-slow", "false")]
    [InlineData("slow_torrent_dl_rate_threshold", "5", "queue.slow-rate", "5120")]
    [InlineData("slow_torrent_inactive_timer", "90", "queue.slow-after", "90000")]
    [InlineData("max_ratio", "1.5", "sharing.ratio-limit", "1.5")]
    [InlineData("max_ratio_enabled", "true", "sharing.ratio-limited", "true")]
    [InlineData("max_seeding_time", "30", "sharing.seeding-time-limit", "1800000")]
    [InlineData("max_inactive_seeding_time", "7", "sharing.idle-time-limit", "420000")]
    [InlineData("max_ratio_act", "3", "sharing.limit-action", "remove-with-data")]
    [InlineData("preallocate_all", "true", "storage.allocation", "preallocate")]
    [InlineData("incomplete_files_ext", "true", "storage.part-suffix", "true")]
    [InlineData("add_stopped_enabled", "true", "transfers.add-paused", "true")]
    [InlineData("start_paused_enabled", "true", "transfers.add-paused", "true")]
    [InlineData("scheduler_enabled", "true", "alternative.scheduled", "true")]
    [InlineData("scheduler_days", "1", "alternative.days", "62")]
    [InlineData("schedule_from_hour", "7", "alternative.begin-minute", "420")]
    [InlineData("schedule_to_min", "30", "alternative.end-minute", "1050")]
    [InlineData("banned_IPs", "\"203.0.113.7\\n2001:db8::1\"", "network.banned-addresses", "203.0.113.7, 2001:db8::1")]
    [InlineData("announce_ip", "\"203.0.113.9\"", "network.external-address-v4", "203.0.113.9")]
    [InlineData("listen_port", "6881", "network.peer-port", "6881")]
    public async Task A_preference_becomes_a_setting(string name, string json, string setting, string text)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await SetAsync(server, $$"""{"{{name}}":{{json}}}""");
        SettingDefinition definition = RunningServer.Valid(SettingsCatalog.Find(setting));

        // The port of this run comes from the command line, which is stronger.
        if (definition == NetworkSettings.PeerPort) return;
        Assert.Equal(text, server.Host.Settings.Current.Text(definition));
    }

    [Fact]
    public async Task What_is_read_can_be_written_back_and_changes_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await SetAsync(
            server,
            """{"slow_torrent_dl_rate_threshold":3,"max_ratio_enabled":true,"max_ratio":0.333,"schedule_to_hour":7}""");
        JsonNode before = await server.JsonAsync("app/preferences");
        await SetAsync(server, before.ToJsonString());
        Assert.True(JsonNode.DeepEquals(before, await server.JsonAsync("app/preferences")));
        Assert.Equal(0.333, (double)before["max_ratio"]!);
    }

    [Fact]
    public async Task A_limit_that_is_off_is_shown_as_none()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await SetAsync(server, """{"max_seeding_time_enabled":true,"max_seeding_time":90}""");
        Assert.Equal(90, (int)(await server.JsonAsync("app/preferences"))["max_seeding_time"]!);
        await SetAsync(server, """{"max_seeding_time_enabled":false,"max_seeding_time":-1}""");
        Assert.Equal(-1, (int)(await server.JsonAsync("app/preferences"))["max_seeding_time"]!);
    }

    [Fact]
    public async Task All_or_nothing_is_changed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string text = await server.PostAsync(
            "app/setPreferences", 400, ("json", """{"dl_limit":77,"save_path":"/no/such/place"}"""));
        Assert.Contains("/no/such/place", text);
        Assert.Equal(0, (int)(await server.JsonAsync("app/preferences"))["dl_limit"]!);
    }

    private static Task<string> SetAsync(RunningServer server, string json) =>
        server.PostAsync("app/setPreferences", 200, ("json", json));
}
