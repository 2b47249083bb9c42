using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Ours;

/// <summary>
/// A move or a removal with content is acknowledged, then comes kill -9: the next start does what is left of it.
/// </summary>
public sealed class IntentTests : IDisposable
{
    private const int Kills = 5;
    private const string OtherDevice = "/dev/shm";
    private readonly TemporaryFolder _folder = new(), _memory = new(OtherDevice);

    private readonly Payload _payload = new(
        "content",
        [("big.bin", 48 << 20), .. Enumerable.Range(0, 300).Select(i => ($"folder {i % 20}/{i}.bin", 5000L + i))],
        Seed: 71);

    private string Downloads => _folder.Sub("downloads");

    [Theory]
    [InlineData(false, 20)]
    [InlineData(true, 150)]
    public async Task A_move_killed_at_any_moment_is_finished_by_the_next_start(bool toOtherDevice, int maxDelayMs)
    {
        string original = _payload.WriteTo(_folder.Sub("original"));
        TorrentFile torrent = await CreateAsync(original);
        _payload.WriteTo(Downloads);
        string here = Downloads, there = toOtherDevice ? _memory.Sub("moved") : Path.Combine(Downloads, "moved");
        GSTorrentProcess server = await StartAsync();
        await AddAsync(server, torrent);
        await WhenSeedingAsync(server, torrent, here);
        for (int kill = 0; kill < Kills; kill++)
        {
            var request = new JsonObject { ["destination"] = there };
            using HttpResponseMessage response =
                await server.Http.PostAsJsonAsync($"torrents/{torrent.InfoHash}/move", request, Swarm.Token);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Swarm.Token));
            server = await KillAndStartAsync(server, DelayMs(kill, maxDelayMs));
            await WhenSeedingAsync(server, torrent, there);
            Assert.Equal(Payload.HashTree(original), Payload.HashTree(Path.Combine(there, _payload.Name)));
            Assert.False(Directory.Exists(Path.Combine(here, _payload.Name)), $"files were left in {here}");
            Assert.Empty(Directory.EnumerateFileSystemEntries(there, ".*"));
            (here, there) = (there, here);
        }

        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_removal_with_content_killed_at_any_moment_is_finished_by_the_next_start()
    {
        TorrentFile torrent = await CreateAsync(_payload.WriteTo(_folder.Sub("original")));
        string foreign = Path.Combine(Downloads, _payload.Name, "folder 1", "foreign.txt");
        GSTorrentProcess server = await StartAsync();
        for (int kill = 0; kill < Kills; kill++)
        {
            _payload.WriteTo(Downloads);
            await File.WriteAllTextAsync(foreign, "somebody's", Swarm.Token);
            await AddAsync(server, torrent);
            await WhenSeedingAsync(server, torrent, Downloads);
            using HttpResponseMessage removed =
                await server.Http.DeleteAsync($"torrents/{torrent.InfoHash}?data=true", Swarm.Token);
            Assert.True(removed.IsSuccessStatusCode, await removed.Content.ReadAsStringAsync(Swarm.Token));
            server = await KillAndStartAsync(server, DelayMs(kill, maxMs: 12));
            await Poll.UntilAsync(
                _ => Task.FromResult(FilesIn(Downloads).SequenceEqual([foreign])),
                "all but the foreign file is deleted", 30_000, Swarm.Token);
            JsonNode list = (await server.Http.GetFromJsonAsync<JsonNode>("torrents", Swarm.Token))!;
            Assert.Empty(list["torrents"]!.AsArray());
        }

        // Nothing is owed any more, and nothing of it is kept.
        Assert.Equal(0, await server.StopAsync());
        Assert.Empty(FilesIn(Path.Combine(_folder.Path, "state", "torrents")));
        await server.DisposeAsync();
    }

    // At once, then ever later.
    private static int DelayMs(int kill, int maxMs) => kill * maxMs / (Kills - 1);

    private static string[] FilesIn(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

    private Task<TorrentFile> CreateAsync(string original) => TorrentFile.CreateAsync(
        original, Path.Combine(_folder.Path, "content.torrent"), pieceBits: 18, announceUrl: null, Swarm.Token);

    private Task<GSTorrentProcess> StartAsync() => GSTorrentProcess.StartAsync(
        Downloads, _folder.Sub("state"), ["--set", $"storage.roots={_memory.Path}"], Swarm.Token);

    private async Task<GSTorrentProcess> KillAndStartAsync(GSTorrentProcess server, int delayMs)
    {
        await Task.Delay(delayMs, Swarm.Token);
        await server.KillAsync();
        await server.DisposeAsync();
        return await StartAsync();
    }

    private static async Task AddAsync(GSTorrentProcess server, TorrentFile torrent)
    {
        var request = new JsonObject { ["torrentFile"] = torrent.ToBase64() };
        using HttpResponseMessage response = await server.Http.PostAsJsonAsync("torrents", request, Swarm.Token);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Swarm.Token));
    }

    private static Task WhenSeedingAsync(GSTorrentProcess server, TorrentFile torrent, string destination) =>
        Poll.UntilAsync(
            async _ =>
            {
                JsonNode row =
                    (await server.Http.GetFromJsonAsync<JsonNode>($"torrents/{torrent.InfoHash}", Swarm.Token))!;
                Assert.True(row["error"] is null, (string?)row["error"]);
                return string.Equals((string?)row["state"], "seeding", StringComparison.Ordinal)
                    && string.Equals((string?)row["destination"], destination, StringComparison.Ordinal);
            },
            $"it seeds in {destination}", 60_000, Swarm.Token);

    public void Dispose()
    {
        _memory.Dispose();
        _folder.Dispose();
    }
}
