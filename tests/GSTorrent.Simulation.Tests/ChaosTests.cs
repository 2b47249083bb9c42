using GSTorrent.Primitives;
using GSTorrent.Testing.Network;
using GSTorrent.Wire;

namespace GSTorrent.Simulation.Tests;

/// <summary>
/// Everything at once: liars, silent and slow peers, failing disks, comings and goings, jumping clocks.
/// </summary>
public sealed class ChaosTests
{
    private const int Runs = 250;

    [Fact]
    public void Honest_peers_finish_whatever_the_others_do()
    {
        for (int seed = 1000; seed < 1000 + Runs; seed++)
        {
            SimulatedNetwork network = Build(seed);
            for (int round = 0; round < 300 && !HonestFinished(network); round++)
            {
                network.ConnectAll();
                network.RunFor(network.Random.Next(20_000));
                SimulatedNode node = network.Nodes[network.Random.Next(network.Nodes.Count)];
                if (network.Random.Next(3) == 0) network.CloseAll(node);
                if (network.Random.Next(10) == 0) node.ClockAheadMs += 28_800_000;
            }

            Assert.True(HonestFinished(network), $"seed {seed}");
            Assert.All(network.Nodes, node => Assert.DoesNotContain(node.Banned, banned => IsHonest(banned)));
            Assert.All(
                network.Nodes, node => Assert.DoesNotContain(node.Disconnects, reason => reason.IsProtocolError()));
            Swarms.AssertClean(network);
        }
    }

    private static SimulatedNetwork Build(int seed)
    {
        var random = new Random(seed);
        var geometry = new PieceGeometry(1 + random.Next(4 * Swarms.MiB), 1 + random.Next(300_000));
        var network = new SimulatedNetwork(seed, geometry);
        int nodes = 3 + random.Next(7);
        for (int i = 0; i < nodes; i++)
        {
            network.Add(new NodeSettings
            {
                IsSeed = i == 0 || random.Next(3) == 0,
                UploadBytesPerSecond = 20_000 + random.Next(2_000_000),
                LatencyMs = random.Next(300),
                StorageDelayMs = random.Next(500),
                UploadSlots = 1 + random.Next(5),
                PoisonShare = i > 1 && random.Next(3) == 0 ? random.NextDouble() : 0,
                Stalls = i > 1 && random.Next(4) == 0,
                DiskErrorShare = random.Next(4) == 0 ? 0.05 : 0,
                Reserved = random.Next(3) == 0 ? ReservedBits.None : ReservedBits.Fast | ReservedBits.ExtensionProtocol,
                SuperSeeds = random.Next(3) == 0,
            });
        }

        return network;
    }

    private static bool IsHonest(SimulatedNode node) => node.Settings.PoisonShare == 0;

    private static bool HonestFinished(SimulatedNetwork network) =>
        network.Nodes.All(node => node.Swarm.IsFinished || !IsHonest(node));
}
