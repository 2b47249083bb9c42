using System.Text.Json.Nodes;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Api.Transmission.Tests.Serving;
using GSTorrent.Application.Access;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.Transmission.Tests;

public sealed class AccessTests
{
    private static readonly Caller Reader = new(AccessRole.Read, TokenId: null);

    [Fact]
    public async Task A_method_asks_for_its_role()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        foreach (RpcMethod method in TransmissionApi.MethodsOf(host.Host, "", TimeProvider.System))
        {
            for (AccessRole role = AccessRole.Read; role < method.Role; role++)
            {
                host.Caller = new Caller(role, TokenId: null);
                string words = method.Role == AccessRole.Admin ? "admin" : "control";
                Assert.Equal(
                    $"{method.Name.Legacy} needs the role '{words}'", await host.RefusedAsync(method.Name.Legacy));
            }
        }
    }

    [Fact]
    public async Task Who_may_only_look_sees_no_passkeys()
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync();
        await torrents.AddAsync(host);
        var change = new TorrentChange
        {
            TrackerTiers = [["http://tracker.example.org/a1b2c3/announce"]],
            WebSeeds = ["http://joe:hunter2@seed.example/file"],
        };
        Assert.Null((await host.Host.Editor.ChangeAsync("2", change)).Error);
        string[] fields = ["trackers", "trackerStats", "trackerList", "magnetLink", "webseeds", "webseeds_ex"];
        string shown = (await host.GetAsync("[2]", fields)).ToJsonString();
        Assert.Contains("a1b2c3", shown);
        Assert.Contains("hunter2", shown);
        host.Caller = Reader;
        shown = (await host.GetAsync("[2]", fields)).ToJsonString();
        Assert.DoesNotContain("a1b2c3", shown);
        Assert.DoesNotContain("hunter2", shown);
        Assert.Contains("tracker.example.org", shown);
    }

    [Fact]
    public async Task Torrents_of_other_categories_are_not_there()
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync();
        await torrents.AddAsync(host);
        Assert.Null((await host.Host.Categories.CreateAsync("mine", "")).Error);
        Assert.Null((await host.Host.Editor.ChangeAsync("2", new TorrentChange { Category = "mine" })).Error);
        host.Caller = new Caller(AccessRole.Admin, TokenId: null) { Category = "mine" };

        Assert.Equal([2], (await host.GetAsync("", "id")).Select(row => (int)row!["id"]!));
        Assert.Empty(await host.GetAsync("[1]", "id"));
        await host.CallAsync("torrent-remove", """{"ids":[1]}""");
        JsonObject recent = await host.CallAsync("torrent-get", """{"ids":"recently-active","fields":["id"]}""");
        Assert.Equal("[]", recent["removed"]!.ToJsonString());
        JsonObject stats = await host.CallAsync("session-stats");
        Assert.Equal((1, 1), ((int)stats["torrentCount"]!, (int)stats["pausedTorrentCount"]!));
        Assert.Equal(2, host.Host.Torrents.ReadModel.Count);

        await host.CallAsync("torrent-add", TwoTorrents.AddArguments(torrents.Third.TorrentFile, paused: true));
        Assert.Equal("mine", host.Host.Torrents.Find("3").Value.Category);
        string refused = await host.RefusedAsync(
            "torrent-add", TwoTorrents.AddArguments(torrents.Folder.TorrentFile, paused: true));
        Assert.DoesNotContain("content", refused);
        await host.CallAsync("torrent-remove");
        Assert.Equal([1], host.Host.Torrents.ReadModel.All().Changed.Select(row => row.Number));
    }

    [Fact]
    public async Task Removed_is_told_of_torrents_that_the_caller_saw_and_no_others()
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync();
        await torrents.AddAsync(host);
        await host.CallAsync("torrent-add", TwoTorrents.AddArguments(torrents.Third.TorrentFile, paused: true));
        foreach (string name in (string[])["mine", "mine/sub", "other"])
            Assert.Null((await host.Host.Categories.CreateAsync(name, "")).Error);
        await PutAsync("1", "mine/sub");
        await PutAsync("2", "mine");
        await PutAsync("3", "other");
        Caller all = host.Caller, narrow = new(AccessRole.Control, TokenId: null) { Category = "mine" };
        Assert.Equal("[]", await RemovedAsync(narrow));
        await PutAsync("1", "other");
        Assert.Equal("[1]", await RemovedAsync(narrow));
        Assert.Null(await host.Host.Torrents.RemoveAsync("2", deleteData: false));
        Assert.Null(await host.Host.Torrents.RemoveAsync("3", deleteData: false));
        Assert.Equal("[1,2]", await RemovedAsync(narrow));
        Assert.Equal("[2,3]", await RemovedAsync(all));
        await PutAsync("1", "mine");
        Assert.Equal("[2]", await RemovedAsync(narrow));

        async Task PutAsync(string id, string category) =>
            Assert.Null((await host.Host.Editor.ChangeAsync(id, new TorrentChange { Category = category })).Error);

        async Task<string> RemovedAsync(Caller caller)
        {
            host.Caller = caller;
            JsonObject told = await host.CallAsync("torrent-get", """{"ids":"recently-active","fields":["id"]}""");
            host.Caller = all;
            return told["removed"]!.ToJsonString();
        }
    }

    [Fact]
    public async Task Who_sees_one_category_is_told_nothing_about_the_machine_and_programs_find_what_they_need()
    {
        using var torrents = new TwoTorrents();
        await using RpcHost host = await RpcHost.StartAsync(("sharing.ratio-limited", "true"));
        await torrents.AddAsync(host);
        JsonObject whole = await host.CallAsync("session-get");
        Assert.Equal(host.Host.State.Root, (string?)whole["config-dir"]);
        host.Caller = new Caller(AccessRole.Control, TokenId: null) { Category = "mine" };
        JsonObject session = await host.CallAsync("session-get");
        Assert.Equal(whole.Select(pair => pair.Key), session.Select(pair => pair.Key));
        Assert.DoesNotContain(host.Host.State.Root, session.ToJsonString());

        // Sonarr asks for these.
        Assert.Equal(host.Downloads, (string?)session["download-dir"]);
        Assert.True((bool)session["seedRatioLimited"]!);
        Assert.Equal(17, (int)session["rpc-version"]!);
        JsonObject stats = await host.CallAsync("session-stats");
        Assert.Equal(0, (int)stats["torrentCount"]!);
        Assert.Equal(0, (int)stats["cumulative-stats"]!["filesAdded"]!);
        await host.CallAsync("free-space", $$"""{"path":"{{host.Downloads}}"}""");
        await host.RefusedAsync("free-space", $$"""{"path":"{{host.Root}}"}""");
    }

    [Fact]
    public async Task Session_close_ends_the_server()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        var ended = new TaskCompletionSource();
        await using CancellationTokenRegistration ending = host.Ending.Register(ended.SetResult);
        Assert.False(ended.Task.IsCompleted);
        await host.CallAsync("session-close");

        // It ends only after the reply has left.
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }
}
