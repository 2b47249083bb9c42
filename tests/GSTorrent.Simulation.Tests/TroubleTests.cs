using GSTorrent.Primitives;
using GSTorrent.Testing.Network;
using GSTorrent.Wire;

namespace GSTorrent.Simulation.Tests;

/// <summary>
/// Peers that come and go, fall silent or are slow, disks that fail, clocks that jump: the rest goes on.
/// </summary>
public sealed class TroubleTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Peers_that_leave_and_return_all_finish(int seed)
    {
        var settings = new NodeSettings { StorageDelayMs = seed * 3 };
        SimulatedNetwork network = Swarms.SeedAndLeechers(seed, 8, 16 * Swarms.MiB, 64 * Swarms.KiB, settings);
        for (int round = 0; round < 400 && !Swarms.AllFinished(network); round++)
        {
            network.RunFor(network.Random.Next(2000));
            network.CloseAll(network.Nodes[1 + network.Random.Next(8)]);
            network.RunFor(network.Random.Next(500));
            network.ConnectAll();
        }

        Assert.True(Swarms.AllFinished(network));
        Swarms.AssertClean(network);
    }

    [Theory]
    [InlineData(1, 3, 64)]
    [InlineData(2, 8, 64)]
    [InlineData(3, 3, 1024)]
    [InlineData(4, 8, 1024)]
    [InlineData(5, 8, 16 * 1024)]
    public void Seeds_that_never_answer_do_not_stop_the_rest(int seed, int stalling, int pieceKiB)
    {
        var network = new SimulatedNetwork(seed, new PieceGeometry(128L * Swarms.MiB, pieceKiB * Swarms.KiB));
        var settings = new NodeSettings { UploadBytesPerSecond = 4 * Swarms.MiB };
        SimulatedNode leecher = network.Add(settings);
        var silent = settings with { IsSeed = true, Stalls = true };
        for (int i = 0; i < stalling; i++) network.Connect(leecher, network.Add(silent));
        network.Connect(leecher, network.Add(settings with { IsSeed = true }));

        Assert.True(network.RunUntil(() => leecher.Swarm.IsFinished, 600));

        // 32 seconds by the one line that works.
        output.WriteLine($"{Swarms.Duration(network):F1} s");
        Assert.InRange(Swarms.Duration(network), 30, 60);
        Swarms.AssertClean(network);
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 1024)]
    [InlineData(3, 16 * 1024)]
    public void Slow_seeds_do_not_hold_up_the_end(int seed, int pieceKiB)
    {
        var network = new SimulatedNetwork(seed, new PieceGeometry(128L * Swarms.MiB, pieceKiB * Swarms.KiB));
        var settings = new NodeSettings { UploadBytesPerSecond = 4 * Swarms.MiB };
        SimulatedNode leecher = network.Add(settings);
        var slow = new NodeSettings { IsSeed = true, UploadBytesPerSecond = 2 * Swarms.KiB };
        for (int i = 0; i < 6; i++) network.Connect(leecher, network.Add(slow));
        network.Connect(leecher, network.Add(settings with { IsSeed = true }));

        Assert.True(network.RunUntil(() => leecher.Swarm.IsFinished, 600));

        output.WriteLine($"{Swarms.Duration(network):F1} s, wasted {leecher.Swarm.Wasted / Swarms.KiB} KiB");
        Assert.InRange(Swarms.Duration(network), 30, 45);
        Swarms.AssertClean(network);
    }

    [Theory]
    [InlineData(1, 28_800_000)]
    [InlineData(2, 28_800_000)]
    [InlineData(3, 315_360_000_000)]
    public void A_clock_that_jumps_ahead_stops_nobody(int seed, long jumpMs)
    {
        var settings = new NodeSettings();
        SimulatedNetwork network = Swarms.SeedAndLeechers(seed, 5, 16 * Swarms.MiB, 64 * Swarms.KiB, settings);
        network.RunFor(5_000);
        foreach (SimulatedNode node in network.Nodes) node.ClockAheadMs += node.Number % 2 == 0 ? jumpMs : 0;
        network.RunFor(3_000);
        foreach (SimulatedNode node in network.Nodes)
        {
            MonotonicTime now = network.Events.Now + node.ClockAheadMs;
            Assert.All(node.Swarm.Peers, peer => Assert.InRange(peer.DownloadRate(now), 0, 4 * Swarms.MiB));
            Assert.DoesNotContain(node.Swarm.Peers, peer => peer.IsSnubbed);
        }

        Assert.True(network.RunUntil(() => Swarms.AllFinished(network), 60));
        Swarms.AssertClean(network);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Pieces_that_the_disk_refuses_are_fetched_again(int seed)
    {
        var settings = new NodeSettings { DiskErrorShare = 0.05, StorageDelayMs = 20 };
        SimulatedNetwork network = Swarms.SeedAndLeechers(seed, 4, 8 * Swarms.MiB, 64 * Swarms.KiB, settings);
        Assert.True(network.RunUntil(() => Swarms.AllFinished(network), 600));
        Swarms.AssertClean(network);
    }

    [Theory]
    [InlineData(ReservedBits.None)]
    [InlineData(ReservedBits.Fast)]
    [InlineData(ReservedBits.ExtensionProtocol)]
    public void Peers_without_extensions_finish_too(ReservedBits reserved)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            var settings = new NodeSettings { Reserved = reserved, UploadSlots = 2 };
            SimulatedNetwork network = Swarms.SeedAndLeechers(seed, 6, 8 * Swarms.MiB, 64 * Swarms.KiB, settings);
            Assert.True(network.RunUntil(() => Swarms.AllFinished(network), 600));
            Assert.All(
                network.Nodes, node => Assert.DoesNotContain(node.Disconnects, reason => reason.IsProtocolError()));
            Swarms.AssertClean(network);
        }
    }

    [Fact]
    public void Whatever_the_sizes_and_lines_everybody_finishes_and_little_is_wasted()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var geometry = new PieceGeometry(1 + random.Next(6 * Swarms.MiB), 1 + random.Next(300_000));
            var network = new SimulatedNetwork(seed, geometry);
            int nodes = 2 + random.Next(8);
            for (int i = 0; i < nodes; i++)
            {
                network.Add(new NodeSettings
                {
                    IsSeed = i == 0 || random.Next(4) == 0,
                    UploadBytesPerSecond = 20_000 + random.Next(2_000_000),
                    LatencyMs = random.Next(300),
                    StorageDelayMs = random.Next(200),
                    UploadSlots = 1 + random.Next(5),
                    Reserved = random.Next(3) == 0
                        ? ReservedBits.None : ReservedBits.Fast | ReservedBits.ExtensionProtocol,
                });
            }

            network.ConnectAll();
            Assert.True(network.RunUntil(() => Swarms.AllFinished(network), 3600), $"seed {seed}");
            Assert.All(network.Nodes, node => Assert.Empty(node.Banned));
            Swarms.AssertClean(network);
        }
    }
}
