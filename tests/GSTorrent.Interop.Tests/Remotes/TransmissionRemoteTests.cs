using System.Globalization;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Remotes;

/// <summary>
/// Debian's transmission-remote controls the real server, signed in with a name and a password, by the words that its
/// users type and read.
/// </summary>
public sealed class TransmissionRemoteTests
{
    private const string Program = "transmission-remote", User = "remote", Password = "a password: with a colon";
    private const string Magnet = "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&dn=a+magnet";

    [Fact]
    public async Task A_torrent_from_add_to_remove_with_its_content()
    {
        Requirements.Need(Program);
        await using ServedTorrent served = await StartAsync(Payload.OddFolder("odd folder", 71));
        await SucceedsAsync(served, "--start-paused", "--add", served.Torrent.Path);
        Assert.Contains("Stopped      odd folder", await SaysAsync(served, "--list"), StringComparison.Ordinal);
        await SucceedsAsync(served, "-t", "1", "--downlimit", "300");
        await SucceedsAsync(served, "-t", served.Torrent.InfoHash, "--start");
        await served.DialSeederAsync();

        // So slowly that the peer can be seen at work.
        await UntilSaysAsync(served, ["-t", "1", "--info-peers"], "127.0.0.1");
        await SucceedsAsync(served, "-t", "1", "--no-downlimit");
        await UntilSaysAsync(served, ["-t", "1", "--info"], "Percent Done: 100%");
        string copy = Path.Combine(served.Downloads, "odd folder");
        Assert.Equal(Payload.HashTree(served.Original), Payload.HashTree(copy));

        await AssertShownAsync(served);
        await AssertChangedAsync(served);
        await AssertMovedAsync(served, copy);

        await SucceedsAsync(served, "-t", "all", "--remove-and-delete");
        Assert.DoesNotContain("odd folder", await SaysAsync(served, "--list"), StringComparison.Ordinal);
        string moved = Path.Combine(served.Downloads, "moved", "odd folder");
        await ServedTorrent.UntilAsync("the content is gone", () => Task.FromResult(!Directory.Exists(moved)));
    }

    [Fact]
    public async Task Files_are_chosen_and_given_priorities()
    {
        Requirements.Need(Program);
        await using ServedTorrent served = await StartAsync(Payload.OddFolder("odd folder", 72));
        await SucceedsAsync(served, "--start-paused", "--add", served.Torrent.Path);
        await SucceedsAsync(served, "-t", "1", "--no-get", "all");
        Assert.Equal(0, CountOf(" Yes ", await SaysAsync(served, "-t", "1", "--info-files")));
        await SucceedsAsync(served, "-t", "1", "--get", "1,3-4");
        await SucceedsAsync(served, "-t", "1", "--priority-high", "3");
        await SucceedsAsync(served, "-t", "1", "--priority-low", "all");
        string files = await SaysAsync(served, "-t", "1", "--info-files");
        Assert.Equal((3, 3), (CountOf(" Yes ", files), CountOf(" Low ", files)));
        await SucceedsAsync(served, "-t", "1", "--start");
        await served.DialSeederAsync();
        await UntilSaysAsync(served, ["-t", "1", "--info"], "Percent Done: 100%");
        Assert.Equal(3, Directory.GetFiles(
            Path.Combine(served.Downloads, "odd folder"), "*", SearchOption.AllDirectories).Length);

        await SucceedsAsync(served, "-t", "1", "--remove");
        Assert.True(Directory.Exists(Path.Combine(served.Downloads, "odd folder")));
    }

    [Fact]
    public async Task A_magnet_link_and_the_queue()
    {
        Requirements.Need(Program);
        await using ServedTorrent served = await StartAsync(Payload.OddFolder("odd folder", 73));
        await SucceedsAsync(served, "--start-paused", "--add", served.Torrent.Path);
        await SucceedsAsync(served, "--add", Magnet);
        string list = await SaysAsync(served, "--list");
        Assert.Contains("a magnet", list, StringComparison.Ordinal);
        Assert.Contains("a magnet", await SaysAsync(served, "-t", "active", "--info"), StringComparison.Ordinal);
        await SucceedsAsync(served, "-t", "2", "--stop");
        await SucceedsAsync(served, "-t", "1,2", "--bandwidth-high");
        await SucceedsAsync(served, "-t", "1-2", "--tracker-add", "http://127.0.0.1:8/announce");
        Assert.Contains("127.0.0.1:8", await SaysAsync(served, "-t", "2", "--info-trackers"), StringComparison.Ordinal);
        await SucceedsAsync(served, "-t", "2", "--tracker-remove", "0");
        Assert.DoesNotContain(
            "127.0.0.1:8", await SaysAsync(served, "-t", "2", "--info-trackers"), StringComparison.Ordinal);
        await SucceedsAsync(served, "-t", "2", "--remove");
        Assert.Contains("unrecognized info", await SaysAsync(served, "--add", "magnet:?xt=nonsense"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_is_shown_and_changed()
    {
        Requirements.Need(Program);
        await using ServedTorrent served = await StartAsync(Payload.OddFolder("odd folder", 74));
        string session = await SaysAsync(served, "--session-info");
        Assert.Contains("Daemon version: 4.0.6", session, StringComparison.Ordinal);
        Assert.Contains($"Download directory: {served.Downloads}", session, StringComparison.Ordinal);
        Assert.Contains("Download speed limit: Unlimited", session, StringComparison.Ordinal);
        string[][] changes =
        [
            ["--downlimit", "123"], ["--no-uplimit"], ["--alt-speed-downlimit", "45"], ["--alt-speed"],
            ["--alt-speed-time-begin", "0130"], ["--alt-speed-days", "1-3"], ["--peers", "99"],
            ["--global-seedratio", "2.5"], ["--no-dht"], ["--encryption-preferred"], ["--portmap"], ["--utp"],
            ["--cache", "8"], ["--port", "51500"],
        ];
        foreach (string[] change in changes) await SucceedsAsync(served, change);
        session = await SaysAsync(served, "--session-info");
        Assert.Contains("Peer limit: 99", session, StringComparison.Ordinal);
        Assert.Contains("Default seed ratio limit: 2.5", session, StringComparison.Ordinal);
        Assert.Contains("Download speed limit: 45 kB/s", session, StringComparison.Ordinal);

        string stats = await SaysAsync(served, "--session-stats");
        Assert.Contains("CURRENT SESSION", stats, StringComparison.Ordinal);
        Assert.Contains("Started 1 times", stats, StringComparison.Ordinal);
        Assert.Contains("Port is open: No", await SaysAsync(served, "--port-test"), StringComparison.Ordinal);
        Assert.Contains("no blocklist", await SaysAsync(served, "--blocklist-update"), StringComparison.Ordinal);
        await SucceedsAsync(served, "--exit");
        await served.Server.Process.WaitAsync(Swarm.Token);
        Assert.Equal(0, served.Server.Process.ExitCode);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        Requirements.Need(Program);
        await using ServedTorrent served = await StartAsync(Payload.OddFolder("odd folder", 76));
        Assert.Contains("401", await SaysAsAsync(served, $"{User}:wrong", "--list"), StringComparison.Ordinal);
        await SucceedsAsync(served, "--start-paused", "--add", served.Torrent.Path);
        Assert.Contains("401", await SaysAsAsync(served, $"{User}:wrong", "-t", "1", "--remove"),
            StringComparison.Ordinal);
        Assert.Contains("odd folder", await SaysAsync(served, "--list"), StringComparison.Ordinal);
    }

    private static async Task AssertShownAsync(ServedTorrent served)
    {
        string info = await SaysAsync(served, "-t", "1", "--info");
        Assert.Contains($"Hash: {served.Torrent.InfoHash}", info, StringComparison.Ordinal);
        Assert.Contains($"Location: {served.Downloads}", info, StringComparison.Ordinal);
        Assert.Contains("Magnet: magnet:?xt=urn:btih:", info, StringComparison.Ordinal);
        string files = await SaysAsync(served, "-t", "1", "--info-files");
        Assert.Contains("odd folder (7 files):", files, StringComparison.Ordinal);
        Assert.Contains("odd folder/größe/ñandú.txt", files, StringComparison.Ordinal);
        string trackers = await SaysAsync(served, "-t", "1", "--info-trackers");
        Assert.Contains("Tracker 0: 127.0.0.1:9", trackers, StringComparison.Ordinal);
        Assert.NotEmpty(await SaysAsync(served, "-t", "1", "--info-pieces"));
    }

    private static async Task AssertChangedAsync(ServedTorrent served)
    {
        await SucceedsAsync(served, "-t", "1", "--downlimit", "500");
        await SucceedsAsync(served, "-t", "1", "--uplimit", "50");
        await SucceedsAsync(served, "-t", "1", "--seedratio", "1.5");
        await SucceedsAsync(served, "-t", "1", "--peers", "33");
        await SucceedsAsync(served, "-t", "1", "--labels", "first,second");
        string info = await SaysAsync(served, "-t", "1", "--info");
        Assert.Contains("Labels: first, second", info, StringComparison.Ordinal);
        Assert.Contains("Download Limit: 500 kB/s", info, StringComparison.Ordinal);
        Assert.Contains("Upload Limit: 50 kB/s", info, StringComparison.Ordinal);
        Assert.Contains("Ratio Limit: 1.5", info, StringComparison.Ordinal);
        Assert.Contains("Peer limit: 33", info, StringComparison.Ordinal);
        await SucceedsAsync(served, "-t", "1", "--no-downlimit");
        await SucceedsAsync(served, "-t", "1", "--seedratio-default");
        info = await SaysAsync(served, "-t", "1", "--info");
        Assert.Contains("Download Limit: Unlimited", info, StringComparison.Ordinal);
        Assert.Contains("Ratio Limit: Default", info, StringComparison.Ordinal);
        await SucceedsAsync(served, "-t", "1", "--reannounce");
        await SucceedsAsync(served, "-t", "1", "--verify");
        await UntilSaysAsync(served, ["-t", "1", "--info"], "Percent Done: 100%");
    }

    private static async Task AssertMovedAsync(ServedTorrent served, string copy)
    {
        string target = Path.Combine(served.Downloads, "moved");
        await SucceedsAsync(served, "-t", "1", "--move", target);
        await UntilSaysAsync(served, ["-t", "1", "--info"], $"Location: {target}");
        Assert.False(Directory.Exists(copy));
        Assert.Equal(Payload.HashTree(served.Original), Payload.HashTree(Path.Combine(target, "odd folder")));

        // Nothing lies where it lay before, and nothing is moved back by looking there.
        await SucceedsAsync(served, "-t", "1", "--stop");
        await SucceedsAsync(served, "-t", "1", "--find", served.Downloads);
        await UntilSaysAsync(served, ["-t", "1", "--info"], "Percent Done: 0.0%");
        await SucceedsAsync(served, "-t", "1", "--find", target);
        await UntilSaysAsync(served, ["-t", "1", "--info"], "Percent Done: 100%");
    }

    private static async Task SucceedsAsync(ServedTorrent served, params string[] arguments)
    {
        string said = await SaysAsync(served, arguments);
        Assert.True(
            said.Contains("responded: \"success\"", StringComparison.Ordinal),
            $"{string.Join(' ', arguments)}: {said}");
    }

    private static Task UntilSaysAsync(ServedTorrent served, string[] arguments, string text) =>
        ServedTorrent.UntilAsync(text, async () =>
            (await SaysAsync(served, arguments)).Contains(text, StringComparison.Ordinal));

    private static async Task<ServedTorrent> StartAsync(Payload payload)
    {
        ServedTorrent served = await ServedTorrent.StartAsync(payload, asksWho: true);
        await served.AddUserAsync(User, Password);
        return served;
    }

    private static Task<string> SaysAsync(ServedTorrent served, params string[] arguments) =>
        SaysAsAsync(served, $"{User}:{Password}", arguments);

    private static async Task<string> SaysAsAsync(ServedTorrent served, string who, params string[] arguments)
    {
        string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{served.Server.ControlUrl.Port}");
        await using var program = ExternalProcess.Start(
            Program, [address, "--auth", who, .. arguments], served.Home);
        await program.WaitAsync(Swarm.Token);
        return program.Output;
    }

    private static int CountOf(string text, string within) => within.Split(text).Length - 1;
}
