using GSTorrent.Peers;
using GSTorrent.Peers.Libtorrent;
using GSTorrent.Peers.Running;

namespace GSTorrent.LoadLab;

/// <summary>The workloads in which a running peer is measured. Discovery, encryption, uTP and limits are off.</summary>
internal static class Workloads
{
    private const int Leechers = 4;

    /// <summary>One fixed real seeder (libtorrent, which dials) gives everything to the measured leecher.</summary>
    public static async Task<Measurement> DownloadAsync(Bench bench, Contender contender, CancellationToken stop)
    {
        using var folder = new TemporaryFolder(bench.Folder.Path);
        await using var seeder = new LibtorrentPeer();
        await seeder.StartAsync(stop);
        await seeder.SeedAsync(bench.Torrent, Path.GetDirectoryName(bench.Original)!, stop);
        await using RealPeer leecher = contender.Create();
        await leecher.StartAsync(stop);
        return await Bench.MeasureAsync(leecher, bench.SizeBytes, async () =>
        {
            await leecher.AddAsync(bench.Torrent, folder.Path, stop);
            await seeder.TryDialAsync(bench.Torrent, leecher.EndPoint, stop);
            await leecher.WaitCompleteAsync(bench.Torrent, Bench.TransferTimeoutMs, stop);
        });
    }

    /// <summary>The measured seeder gives everything to four libtorrent leechers at once, which dial it.</summary>
    public static async Task<Measurement> SeedAsync(Bench bench, Contender contender, CancellationToken stop)
    {
        using var folder = new TemporaryFolder(bench.Folder.Path);
        await using RealPeer seeder = contender.Create();
        await seeder.StartAsync(stop);
        await seeder.SeedAsync(bench.Torrent, Path.GetDirectoryName(bench.Original)!, stop);
        List<LibtorrentPeer> leechers = [];
        try
        {
            for (int i = 0; i < Leechers; i++)
            {
                leechers.Add(new LibtorrentPeer());
                await leechers[i].StartAsync(stop);
                await leechers[i].AddAsync(bench.Torrent, folder.Sub(leechers[i].EndPoint.ToString()), stop);
            }

            return await Bench.MeasureAsync(seeder, bench.SizeBytes * Leechers, async () =>
            {
                await Task.WhenAll(leechers.Select(l => l.TryDialAsync(bench.Torrent, seeder.EndPoint, stop)));
                await Task.WhenAll(
                    leechers.Select(l => l.WaitCompleteAsync(bench.Torrent, Bench.TransferTimeoutMs, stop)));
            });
        }
        finally
        {
            await Task.WhenAll(leechers.Select(l => l.DisposeAsync().AsTask()));
        }
    }

    /// <summary>Content that is complete on disk is added, and hashed before it counts as there.</summary>
    public static async Task<Measurement> RecheckAsync(Bench bench, Contender contender, CancellationToken stop)
    {
        await using RealPeer peer = contender.Create();
        await peer.StartAsync(stop);
        string folder = Path.GetDirectoryName(bench.Original)!;
        return await Bench.MeasureAsync(
            peer, bench.SizeBytes, () => peer.SeedAsync(bench.Torrent, folder, stop));
    }
}
