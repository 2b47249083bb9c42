using System.Text.Json.Nodes;
using GSTorrent.Peers.Content;

namespace GSTorrent.Interop.Tests.Ours;

/// <summary>Every verb of the real client against the real server: exit codes and words.</summary>
public sealed class CommandLineTests
{
    private const string UnknownHash = "00000000000000000000000000000000000000aa";

    [Fact]
    public async Task A_torrent_from_add_to_remove_with_its_content()
    {
        await using ClientAndServer pair = await ClientAndServer.StartAsync();
        Gstctl client = pair.Client;
        await pair.SeedAsync("odd folder", 61);

        string added = await client.ExpectAsync(
            "add", pair.Torrent.Path, "--peer", pair.SeederAddress, "--tag", "first", "--sequential");
        Assert.Equal("Added 1 odd folder\n", added);
        await pair.UntilStateAsync("1", "seeding");
        string copy = Path.Combine(pair.Destination, "odd folder");
        Assert.Equal(Payload.HashTree(pair.Original), Payload.HashTree(copy));
        Assert.Equal("Already there: 1 odd folder\n", await client.ExpectAsync("add", pair.Torrent.Path));

        await AssertShownAsync(client, pair);
        await AssertChangedAsync(client);
        await AssertMovedAsync(client, pair);

        Assert.Matches(
            "^Removed 1 torrent.\nThe content of .* is deleted.\n$", await client.ExpectAsync("remove", "1", "--data"));
        Assert.Equal("", (await client.ExpectAsync("list")).Split('\n')[1]);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(pair.Destination, "moved")));
    }

    [Fact]
    public async Task A_magnet_link_and_a_named_peer_are_enough()
    {
        await using ClientAndServer pair = await ClientAndServer.StartAsync();
        await pair.SeedAsync("odd folder", 62);

        string magnet = $"magnet:?xt=urn:btih:{pair.Torrent.InfoHash}";
        string added = await pair.Client.ExpectAsync("add", magnet, "--peer", pair.SeederAddress);
        Assert.StartsWith("Added 1 ", added, StringComparison.Ordinal);
        await pair.UntilStateAsync(pair.Torrent.InfoHash[..8], "seeding");

        string copy = Path.Combine(pair.Destination, "odd folder");
        Assert.Equal(Payload.HashTree(pair.Original), Payload.HashTree(copy));
    }

    [Fact]
    public async Task Only_the_chosen_files_come_and_the_choice_can_change()
    {
        await using ClientAndServer pair = await ClientAndServer.StartAsync();
        await pair.SeedAsync("odd folder", 63);
        await pair.Client.ExpectAsync("add", pair.Torrent.Path, "--files", "*.txt", "--peer", pair.SeederAddress);
        await pair.UntilStateAsync("1", "seeding");
        string copy = Path.Combine(pair.Destination, "odd folder");
        Assert.Equal(["one byte.txt", "ñandú.txt"], NamesBelow(copy));

        string changed = await pair.Client.ExpectAsync("priority", "1", "last.bin", "high");
        Assert.Contains("3 of 7 files wanted", changed, StringComparison.Ordinal);
        await pair.UntilAsync(
            "1", "last.bin is there", _ => NamesBelow(copy).Contains("last.bin", StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2>&-", 0)]
    [InlineData("2>/dev/full", 0)]
    [InlineData(">&-", 1)]
    [InlineData(">/dev/full", 1)]
    [InlineData(">&- 2>&- <&-", 1)]
    public async Task Closed_and_full_streams_end_the_client_with_an_exit_code(string redirections, int code)
    {
        await using ClientAndServer pair = await ClientAndServer.StartAsync();
        Assert.Equal(code, (await pair.Client.RunWithAsync(redirections, "stats")).Code);
        Assert.Equal(code, (await pair.Client.RunWithAsync(redirections, "--help")).Code);
        Assert.Equal(2, (await pair.Client.RunWithAsync(redirections, "nonsense")).Code);
        Assert.Equal(1, (await pair.Client.RunWithAsync(redirections, "show", "7")).Code);
    }

    [Fact]
    public async Task Journal_settings_and_figures_can_be_seen_and_changed()
    {
        await using ClientAndServer pair = await ClientAndServer.StartAsync();
        Gstctl client = pair.Client;

        Assert.StartsWith("NAME\tVALUE\t", await client.ExpectAsync("settings", "get"), StringComparison.Ordinal);
        string set = await client.ExpectAsync("settings", "set", "transfers.upload-slots=5");
        Assert.Contains("transfers.upload-slots\t5\t", set, StringComparison.Ordinal);
        string got = await client.ExpectAsync("settings", "get", "transfers.upload-slots");
        Assert.Contains("transfers.upload-slots\t5\t", got, StringComparison.Ordinal);
        await client.ExpectAsync("settings", "unset", "transfers.upload-slots");

        string stats = await client.ExpectAsync("stats");
        Assert.Contains("torrents: 0 (", stats, StringComparison.Ordinal);
        Assert.Contains($"destination: {pair.Destination}\n", stats, StringComparison.Ordinal);

        string events = await client.ExpectAsync("events");
        Assert.StartsWith("SEQ\tTIME\tSEVERITY\t", events, StringComparison.Ordinal);
        Assert.Contains("information", events, StringComparison.Ordinal);
        Assert.DoesNotContain("information", await client.ExpectAsync("errors"), StringComparison.Ordinal);
        Assert.Equal("Cleared the journal.\n", await client.ExpectAsync("errors", "clear"));
        Assert.Equal("SEQ\tTIME\tSEVERITY\tKIND\tTORRENT\tTEXT\n", await client.ExpectAsync("errors"));
    }

    [Fact]
    public async Task Tokens_open_the_server_until_they_are_revoked()
    {
        await using ClientAndServer pair = await ClientAndServer.StartAsync();
        Gstctl client = pair.Client;
        string token = (await client.ExpectAsync("token", "create", "--role", "read", "--name", "phone")).Trim();
        string[] row = (await client.ExpectAsync("token", "list")).Split('\n')
            .Single(line => line.EndsWith("\tphone", StringComparison.Ordinal)).Split('\t');
        Assert.Equal(("read", "never"), (row[1], row[3]));

        var other = new Gstctl(client.Home);
        other.Environment["GSTORRENT_SERVER"] = pair.Server.ControlUrl.ToString();
        other.Environment["GSTORRENT_TOKEN"] = token;
        await other.ExpectAsync("list");
        AssertOneLine(4, "higher role", await other.RunAsync("shutdown"));

        Assert.Equal($"Revoked {row[0]}.\n", await client.ExpectAsync("token", "revoke", row[0]));
        AssertOneLine(4, "token", await other.RunAsync("list"));
        other.Environment["GSTORRENT_TOKEN"] = "gst_wrong";
        AssertOneLine(4, "token", await other.RunAsync("list"));
        Assert.False(pair.Server.Process.HasExited);
    }

    [Fact]
    public async Task Servers_are_kept_by_name()
    {
        await using ClientAndServer pair = await ClientAndServer.StartAsync();
        var client = new Gstctl(pair.Client.Home);
        string url = pair.Server.ControlUrl.ToString(), tokenFile = Path.Combine(pair.Server.StateFolder, "token");

        string added = await client.ExpectAsync("server", "add", "nas", url, "--token-file", tokenFile);
        Assert.StartsWith("Added nas", added, StringComparison.Ordinal);
        await client.ExpectAsync("--server", "nas", "stats");
        Assert.Equal("Default server: nas\n", await client.ExpectAsync("server", "default", "nas"));
        await client.ExpectAsync("stats");
        string list = await client.ExpectAsync("server", "list");
        Assert.Contains($"*\tnas\tyes\t{url.TrimEnd('/')}", list, StringComparison.Ordinal);
        Assert.DoesNotContain(pair.Server.Token, list, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(client.Home, "config", "gstorrent", "servers.json")));

        Assert.Equal("Removed nas.\n", await client.ExpectAsync("server", "remove", "nas"));
        AssertOneLine(2, "no server is named 'nas'", await client.RunAsync("--server", "nas", "stats"));
    }

    [Fact]
    public async Task Watching_and_following_end_well_by_Ctrl_C()
    {
        await using ClientAndServer pair = await ClientAndServer.StartAsync();
        await pair.Client.ExpectAsync("add", $"magnet:?xt=urn:btih:{UnknownHash}&dn=awaited", "--paused");

        Ran watched = await pair.Client.InterruptAsync("awaited", "watch");
        Assert.Equal((0, ""), (watched.Code, watched.Error));
        Assert.StartsWith("ID\tSTATE\t", watched.Out, StringComparison.Ordinal);
        Ran followed = await pair.Client.InterruptAsync("awaited", "events", "--follow");
        Assert.Equal((0, ""), (followed.Code, followed.Error));
    }

    [Fact]
    public async Task Shutdown_ends_the_server_and_then_nobody_is_there()
    {
        await using ClientAndServer pair = await ClientAndServer.StartAsync();
        Assert.Equal("The server is shutting down.\n", await pair.Client.ExpectAsync("shutdown"));
        await pair.Server.Process.WaitAsync(Peers.Swarm.Token);
        Assert.Equal(0, pair.Server.Process.ExitCode);
        AssertOneLine(3, "start it with GSTorrent", await pair.Client.RunAsync("list"));
    }

    [Fact]
    public async Task Wrong_input_is_told_in_one_line_and_changes_nothing()
    {
        await using ClientAndServer pair = await ClientAndServer.StartAsync();
        Gstctl client = pair.Client;
        foreach ((string name, string content) in ((string, string)[])
            [("empty", ""), ("half", "d4:infod6:lengthi16"), ("text", "hello"), ("list", "le"), ("bare", "d4:infodee")])
        {
            string path = Path.Combine(client.Home, name + ".torrent");
            await File.WriteAllTextAsync(path, content, Peers.Swarm.Token);
            AssertOneLine(1, name + ".torrent", await client.RunAsync("add", path));
        }

        AssertOneLine(1, "no such file", await client.RunAsync("add", "nowhere.torrent"));
        AssertOneLine(1, "magnet", await client.RunAsync("add", "magnet:?dn=x"));
        AssertOneLine(1, "7", await client.RunAsync("show", "7"));
        AssertOneLine(1, "7", await client.RunAsync("stop", "7"));
        AssertOneLine(1, UnknownHash, await client.RunAsync("remove", UnknownHash, "--data"));
        AssertOneLine(1, "no.such", await client.RunAsync("settings", "set", "no.such=1"));
        AssertOneLine(1, "", await client.RunAsync("token", "revoke", "nobody"));
        AssertOneLine(2, "'bogus' is no verb", await client.RunAsync("bogus"));
        AssertOneLine(2, "ID", await client.RunAsync("show"));
        Assert.Equal("ID", (await client.ExpectAsync("list")).Split('\t')[0]);
        Assert.Single((await client.RunAsync("list")).Lines);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("hybrid")]
    public async Task Both_programs_create_the_same(string version)
    {
        using var folder = new GSTorrent.Peers.Running.TemporaryFolder();
        Payload.OddFolder("odd", 64).WriteTo(folder.Path);
        var programs = new Gstctl(folder.Path);
        string[] options =
            ["create", "odd", "--version", version, "--no-date", "-o", "x.torrent", "-f", "-t", "udp://a:1"];
        Ran client = await programs.RunAsync(options);
        byte[] made = await File.ReadAllBytesAsync(Path.Combine(folder.Path, "x.torrent"), Peers.Swarm.Token);
        Ran server = await programs.RunServerProgramAsync(options);
        Assert.Equal((0, ""), (client.Code, client.Error));
        Assert.Equal(server, client);
        Assert.Equal(made, await File.ReadAllBytesAsync(Path.Combine(folder.Path, "x.torrent"), Peers.Swarm.Token));
    }

    private static async Task AssertShownAsync(Gstctl client, ClientAndServer pair)
    {
        string[] list = (await client.ExpectAsync("list")).Split('\n');
        Assert.StartsWith("ID\tSTATE\tDONE\t", list[0], StringComparison.Ordinal);
        Assert.StartsWith("1\tseeding\t100.0%\t", list[1], StringComparison.Ordinal);
        Assert.EndsWith("\todd folder", list[1], StringComparison.Ordinal);
        string shown = await client.ExpectAsync("show", pair.Torrent.InfoHash[..6]);
        Assert.Contains($"info-hash: {pair.Torrent.InfoHash}\n", shown, StringComparison.Ordinal);
        Assert.Contains("tags: first\n", shown, StringComparison.Ordinal);
        string files = await client.ExpectAsync("files", "1");
        Assert.Equal(7, files.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);
        Assert.Contains("größe/ñandú.txt\n", files, StringComparison.Ordinal);
        Assert.StartsWith("ADDRESS\tFLAGS\t", await client.ExpectAsync("peers", "1"), StringComparison.Ordinal);
        string trackers = await client.ExpectAsync("trackers", "1");
        Assert.Contains("\thttp://127.0.0.1:9/announce\t", trackers, StringComparison.Ordinal);
    }

    private static async Task AssertChangedAsync(Gstctl client)
    {
        Assert.Equal("Renamed 1 to other name\n", await client.ExpectAsync("rename", "1", "other name"));
        string tagged = await client.ExpectAsync("tag", "1", "--add", "second", "--remove", "first");
        Assert.Equal("1 other name: second\n", tagged);
        await client.ExpectAsync("limit", "1", "--down", "500k", "--up", "1MiB/s");
        JsonNode shown = JsonNode.Parse(await client.ExpectAsync("show", "1", "--json"))!;
        Assert.Equal(500_000, (long)shown["downloadLimitBytesPerSecond"]!);
        Assert.Equal(1 << 20, (long)shown["uploadLimitBytesPerSecond"]!);
        string priority = await client.ExpectAsync("priority", "1", "*.bin", "low");
        Assert.Contains("7 of 7 files wanted", priority, StringComparison.Ordinal);
        Assert.Contains("\tlow\t", await client.ExpectAsync("files", "1"), StringComparison.Ordinal);
        Assert.Equal("Announcing 1 torrent.\n", await client.ExpectAsync("announce", "1"));
    }

    private static async Task AssertMovedAsync(Gstctl client, ClientAndServer pair)
    {
        Assert.Equal("Stopped 1 torrent.\n", await client.ExpectAsync("stop", "1"));
        await pair.UntilStateAsync("1", "stopped");
        Assert.Equal("Started 1 torrent.\n", await client.ExpectAsync("start", "--all"));
        await pair.UntilStateAsync("1", "seeding");
        string destination = Path.Combine(pair.Destination, "moved"), copy = Path.Combine(destination, "odd folder");
        await client.ExpectAsync("move", "1", destination);
        await pair.UntilAsync("1", "moved", torrent =>
            destination.Equals((string?)torrent["destination"], StringComparison.Ordinal)
            && "seeding".Equals((string?)torrent["state"], StringComparison.Ordinal)
            && Directory.Exists(copy));
        Assert.Equal(Payload.HashTree(pair.Original), Payload.HashTree(copy));
        Assert.Equal("Rechecking 1 torrent.\n", await client.ExpectAsync("recheck", "1"));
        await pair.UntilStateAsync("1", "seeding");
    }

    private static void AssertOneLine(int code, string says, Ran ran)
    {
        Assert.Equal((code, ""), (ran.Code, ran.Out));
        string line = Assert.Single(ran.ErrorLines);
        Assert.StartsWith("gstctl: ", line, StringComparison.Ordinal);
        Assert.Contains(says, line, StringComparison.Ordinal);
    }

    // The client's every verb takes a server, this one too.
    private static string[] NamesBelow(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal),
    ];
}
