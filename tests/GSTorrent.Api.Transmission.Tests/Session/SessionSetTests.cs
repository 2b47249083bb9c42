using System.Text.Json;
using System.Text.Json.Nodes;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Api.Transmission.Session;
using GSTorrent.Api.Transmission.Tests.Serving;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Tests.Session;

public sealed class SessionSetTests
{
    [Theory]
    [InlineData("")]
    [InlineData("queue.enabled=true")]
    [InlineData("queue.enabled=true queue.max-downloads=0 queue.max-active=3")]
    [InlineData("queue.enabled=true queue.max-seeds=4 queue.slow-after=90500")]
    [InlineData("transfers.download-limit=500999 transfers.upload-limit=1 alternative.upload-limit=0")]
    [InlineData("sharing.ratio-limit=1.234 sharing.idle-time-limit=61000 network.max-connections=7")]
    public async Task What_was_read_can_be_sent_back_and_changes_nothing(string settings)
    {
        (string, string)[] set =
        [
            .. settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('='))
                .Select(pair => (pair[0], pair[1])),
        ];
        await using RpcHost host = await RpcHost.StartAsync(set);
        JsonObject before = await host.CallAsync("session-get");
        SettingsSnapshot snapshot = host.Host.Settings.Current;
        await host.CallAsync("session-set", before.ToJsonString());
        JsonNode rpc = (await host.AskAsync("""{"jsonrpc":"2.0","method":"session_get","id":1}"""))["result"]!;
        JsonNode done = await host.AskAsync(
            $$"""{"jsonrpc":"2.0","method":"session_set","params":{{rpc.ToJsonString()}},"id":2}""");
        Assert.Null(done["error"]);
        Assert.Same(snapshot, host.Host.Settings.Current);
    }

    [Theory]
    [InlineData("""{"peer-port":50001}""", "50001")]
    [InlineData("""{"peer-port-random-on-start":true,"peer-port":50001}""", "0")]
    [InlineData("""{"peer-port-random-on-start":false,"peer-port":50001}""", "50001")]
    public async Task The_peer_port(string arguments, string text)
    {
        await using RpcHost host = await RpcHost.StartAsync();
        var edit = new SessionEdit(Arguments.Of(JsonElement.Parse(arguments), Dialect.Legacy), host.Host);
        foreach (string name in edit.Given.Names) KeyTable.Find(name, Dialect.Legacy)!.Apply!(edit);
        Assert.Equal(text, edit.Changes.GetValueOrDefault(NetworkSettings.PeerPort.Name) ?? "0");
    }

    [Fact]
    public async Task A_random_port_that_shall_stay_is_taken_down()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        var edit = new SessionEdit(
            Arguments.Of(JsonElement.Parse("""{"peer-port-random-on-start":false}"""), Dialect.Legacy), host.Host);
        KeyTable.Find("peer-port-random-on-start", Dialect.Legacy)!.Apply!(edit);
        Assert.Equal($"{host.Host.PeerPort}", edit.Changes[NetworkSettings.PeerPort.Name]);
    }

    [Fact]
    public async Task Values_beyond_the_bounds_become_the_nearest()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        await host.CallAsync(
            "session-set", """{"peer-limit-global":9999999,"queue-stalled-minutes":0,"seedRatioLimit":1e9}""");
        SettingsSnapshot now = host.Host.Settings.Current;
        Assert.Equal(100_000, now.Number(NetworkSettings.MaxConnections));
        Assert.Equal(1_000, now.Number(QueueSettings.SlowAfter));
        Assert.Equal("9999", now.Text(SharingSettings.RatioLimit));
    }

    [Fact]
    public async Task One_queue_is_switched_without_the_other()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        await host.CallAsync("session-set", """{"seed-queue-enabled":true}""");
        SettingsSnapshot now = host.Host.Settings.Current;
        Assert.True(now.IsOn(QueueSettings.Enabled));
        Assert.Equal((0, 10), (now.Count(QueueSettings.MaxDownloads), now.Count(QueueSettings.MaxSeeds)));
        await host.CallAsync("session-set", """{"seed-queue-enabled":false,"download-queue-size":8}""");
        now = host.Host.Settings.Current;
        Assert.False(now.IsOn(QueueSettings.Enabled));
        Assert.Equal(8, now.Count(QueueSettings.MaxDownloads));
    }

    [Fact]
    public async Task The_free_space_is_asked_for_only_if_somebody_wants_it()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        JsonObject some = await host.CallAsync("session-get", """{"fields":["download-dir-free-space"]}""");
        Assert.True((long)some["download-dir-free-space"]! > 0);
    }
}
