using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Ours;

/// <summary>A disk that is smaller than its torrent, and the server on it.</summary>
public sealed class DiskFullTests
{
    private const int MiB = 1024 * 1024;

    /// <summary>Longer than the server's pause between two tries, so that at least one is in it.</summary>
    private static readonly TimeSpan s_fullTime = TimeSpan.FromSeconds(23);

    [Fact]
    public async Task A_full_disk_stops_its_torrent_alone_costs_little_and_is_gone_on_with_when_there_is_room()
    {
        Requirements.Need("mktorrent", "unshare", "nsenter");
        await using Swarm big = await Swarm.CreateAsync(Payload.SingleFile("big.bin", (96L * MiB) + 4321, seed: 51));
        await using Swarm other = await Swarm.CreateAsync(Payload.SingleFile("other.bin", 16L * MiB, seed: 52));
        await using var seeder = new GSTorrentPeer();
        await seeder.StartAsync(Swarm.Token);
        foreach (Swarm swarm in new[] { big, other })
            await seeder.SeedAsync(swarm.Torrent, Path.GetDirectoryName(swarm.Original)!, Swarm.Token);
        string elsewhere = big.Folder.Sub("elsewhere");
        await using ServerOnSmallDisk disk = await ServerOnSmallDisk.StartAsync(
            big.Folder.Sub("disk"), big.Folder.Sub("state"), sizeMiB: 64,
            "--set", "storage.min-free-space=0", "--set", $"storage.roots={elsewhere}");
        await AddAsync(disk.Server, other.Torrent, elsewhere, seeder, limit: 2 * MiB);
        await AddAsync(disk.Server, big.Torrent, destination: null, seeder, limit: 0);
        await UntilAsync(disk.Server, big.Torrent, 60_000, _ => disk.FreeBytes < MiB / 2);
        var watch = Stopwatch.StartNew();
        JsonNode failed = await UntilAsync(disk.Server, big.Torrent, 60_000, row => StateOf(row) is "error");
        Tell($"error {watch.ElapsedMilliseconds} ms after the disk was full: {failed["error"]}");
        Assert.Contains("no space left on the device", (string?)failed["error"], StringComparison.OrdinalIgnoreCase);
        JsonNode others = await ShowAsync(disk.Server, other.Torrent);
        Assert.Equal("downloading", StateOf(others));
        await UntilAsync(disk.Server, other.Torrent, 90_000, row => StateOf(row) is "seeding");

        JsonNode before = await ShowAsync(disk.Server, big.Torrent);
        double share = await CpuShareAsync(disk.Server, s_fullTime);
        JsonNode after = await ShowAsync(disk.Server, big.Torrent);
        Tell($"{share:P1} of a core while full; downloaded {before["downloadedBytes"]}, {after["downloadedBytes"]}");
        Assert.Equal("error", StateOf(after));
        Assert.InRange(share, 0, 0.2);
        Assert.Equal((long)before["downloadedBytes"]!, (long)after["downloadedBytes"]!);

        watch.Restart();
        await disk.ResizeAsync(160);
        await UntilAsync(disk.Server, big.Torrent, 90_000, row => StateOf(row) is "downloading");
        Tell($"goes on {watch.ElapsedMilliseconds} ms after space came");
        JsonNode done = await UntilAsync(disk.Server, big.Torrent, 90_000, row => StateOf(row) is "seeding");
        Tell($"done {watch.ElapsedMilliseconds} ms after space came; downloaded {done["downloadedBytes"]}");
        Assert.InRange((long)done["downloadedBytes"]!, 0, big.Payload.TotalBytes + (16 * MiB));
        await big.Payload.WaitForCopyAsync(big.Original, disk.Disk, 20_000, Swarm.Token);
        await other.Payload.WaitForCopyAsync(other.Original, elsewhere, 20_000, Swarm.Token);
    }

    private static void Tell(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);

    private static string? StateOf(JsonNode row) => (string?)row["state"];

    private static async Task<double> CpuShareAsync(GSTorrentProcess server, TimeSpan time)
    {
        double before = server.Process.Cost()!.Value.CpuSeconds;
        var watch = Stopwatch.StartNew();
        await Task.Delay(time, Swarm.Token);
        return (server.Process.Cost()!.Value.CpuSeconds - before) / watch.Elapsed.TotalSeconds;
    }

    private static async Task AddAsync(
        GSTorrentProcess server, TorrentFile torrent, string? destination, GSTorrentPeer seeder, long limit)
    {
        var request = new JsonObject
        {
            ["torrentFile"] = torrent.ToBase64(),
            ["destination"] = destination,
            ["downloadLimitBytesPerSecond"] = limit,
            ["peers"] = new JsonArray(seeder.EndPoint.ToString()),
        };
        using HttpResponseMessage response = await server.Http.PostAsJsonAsync("torrents", request, Swarm.Token);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Swarm.Token));
    }

    private static async Task<JsonNode> ShowAsync(GSTorrentProcess server, TorrentFile torrent) =>
        (await server.Http.GetFromJsonAsync<JsonNode>($"torrents/{torrent.InfoHash}", Swarm.Token))!;

    private static async Task<JsonNode> UntilAsync(
        GSTorrentProcess server, TorrentFile torrent, int timeoutMs, Predicate<JsonNode> condition)
    {
        JsonNode? row = null;
        await Poll.UntilAsync(
            async _ => condition(row = await ShowAsync(server, torrent)), $"it is so: {torrent.Name}", timeoutMs,
            Swarm.Token);
        return row!;
    }
}
