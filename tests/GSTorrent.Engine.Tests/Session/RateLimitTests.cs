using System.Net;
using GSTorrent.Transport.Bandwidth;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Engine.Tests.Session;

/// <summary>The limit of all torrents together, with several torrents and peers that share it.</summary>
public sealed class RateLimitTests
{
    private const int Limit = 1_000_000;
    private const int TorrentBytes = 8_000_000;

    /// <summary>Three percent of ten seconds.</summary>
    private const int Tolerance = 10 * Limit * 3 / 100;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_torrents_and_peers_share_a_limit_that_is_exact_within_three_percent(bool isDownload)
    {
        var time = new FakeTimeProvider();
        var limited = new EngineSettings { DownloadLimit = Limit };
        if (!isDownload) limited = new EngineSettings { UploadLimit = Limit };
        await using var one = new TestEngine(seed: 1, isDownload ? limited : null, time: time);
        await using var first = new TestEngine(seed: 2, isDownload ? null : limited, time: time);
        await using var second = new TestEngine(seed: 3, time: time);
        TestTorrent[] torrents = [.. Enumerable.Range(0, 3).Select(Make)];

        // For a limit of uploads only the engine with the limit has anything to give.
        IPEndPoint[] sources = isDownload ? [first.Address, second.Address] : [first.Address];
        TorrentHandle[] seeds = [.. torrents.Select(torrent => first.Add(torrent, torrent.FolderWithContent("first")))];
        if (isDownload) seeds = [.. seeds, .. torrents.Select(t => second.Add(t, t.FolderWithContent("second")))];
        foreach (TorrentHandle seed in seeds)
            await PassingTime.PassAsync(time, () => seed.Snapshot.State == TorrentState.Seeding, seed);
        TorrentHandle[] all = [.. torrents.Select(torrent => one.Add(torrent, torrent.Folder("leech"), sources))];
        await PassingTime.PassAsync(time, () => all.All(handle => handle.Snapshot.PiecesDone > 0), all);

        EngineServices services = (isDownload ? one : first).Engine.Services;
        BandwidthGate gate = isDownload ? services.DownloadGate : services.UploadGate;
        await PassAsync(time, tenths: 10, services, gate);
        long before = await ReceivedAsync(all, seeds, isDownload);
        await PassAsync(time, tenths: 100, services, gate);
        long passed = await ReceivedAsync(all, seeds, isDownload) - before;
        Assert.InRange(passed, (10 * Limit) - Tolerance, (10 * Limit) + Tolerance);
        foreach (TestTorrent torrent in torrents) torrent.Dispose();
    }

    private static TestTorrent Make(int number) =>
        new(seed: number + 1, pieceLength: 65_536, ($"file-{number}.bin", TorrentBytes));

    // No time passes while the engines have something left to give: a machine that is busy changes nothing.
    private static async Task PassAsync(FakeTimeProvider time, int tenths, EngineServices services, BandwidthGate gate)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (int i = 0; i < tenths; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            while (!gate.IsUsedUp(services.Now))
            {
                Assert.False(limit.IsCancellationRequested, "nobody waits for the limit");
                await Task.Yield();
            }
        }
    }

    // What a limit of uploads let go may be on its way still: with no time passing, all of it arrives. A limit of
    // downloads leaves what is beyond it unread.
    private static async Task<long> ReceivedAsync(TorrentHandle[] leeches, TorrentHandle[] seeds, bool isDownload)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            await PassingTime.SettledAsync([.. leeches, .. seeds]);
            long received = await SumAsync(leeches, peer => peer.Downloaded);
            if (isDownload || received == await SumAsync(seeds, peer => peer.Uploaded)) return received;
            Assert.False(limit.IsCancellationRequested, "what was sent does not arrive");
            await Task.Yield();
        }
    }

    private static async Task<long> SumAsync(TorrentHandle[] handles, Func<PeerSnapshot, long> figure)
    {
        long sum = 0;
        foreach (TorrentHandle handle in handles) sum += (await handle.GetPeersAsync()).Sum(figure);
        return sum;
    }
}
