using GSTorrent.Primitives;
using GSTorrent.Swarm;
using GSTorrent.Testing.Network;
using GSTorrent.Wire;

namespace GSTorrent.Simulation.Tests;

/// <summary>A torrent may be stopped, resumed or told to want something else at any moment.</summary>
public sealed class StopTests
{
    [Fact]
    public void A_swarm_that_is_stopped_at_any_moment_leaves_nothing_and_resumes()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var settings = new NodeSettings { StorageDelayMs = 100 };
            SimulatedNetwork network = Swarms.SeedAndLeechers(seed, 3, 4 * Swarms.MiB, 64 * Swarms.KiB, settings);
            network.RunFor(network.Random.Next(5000));
            network.Nodes[1].Swarm.Stop(DisconnectReason.TorrentStopped);
            Swarms.AssertClean(network);
            Assert.All(network.Nodes, node => Assert.Empty(node.Swarm.OpenPieces));
            network.ConnectAll();
            Assert.True(network.RunUntil(() => Swarms.AllFinished(network), 600));
            Swarms.AssertClean(network);
        }
    }

    [Fact]
    public void What_is_not_wanted_any_more_leaves_no_open_piece_and_comes_when_it_is_wanted_again()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            SimulatedNetwork network = Swarms.SeedAndLeechers(
                seed, 2, 8 * Swarms.MiB, 256 * Swarms.KiB, new NodeSettings { StorageDelayMs = 50 });
            SimulatedNode leecher = network.Nodes[1];
            for (int change = 0; change < 5; change++)
            {
                network.RunFor(network.Random.Next(1500));
                var priorities = new FilePriority[network.Geometry.PieceCount];
                for (int i = 0; i < priorities.Length; i++) priorities[i] = (FilePriority)network.Random.Next(4);
                leecher.Swarm.SetPriorities(priorities, network.Events.Now);
            }

            Assert.True(network.RunUntil(() => leecher.Swarm.IsFinished, 600));
            network.RunFor(1000);
            Assert.Empty(leecher.Swarm.OpenPieces);
            Bitfield have = leecher.Swarm.Have!;
            Assert.DoesNotContain(
                Enumerable.Range(0, have.Length), piece => leecher.Swarm.IsWanted(piece) && !have[piece]);

            var all = new FilePriority[network.Geometry.PieceCount];
            Array.Fill(all, FilePriority.Normal);
            leecher.Swarm.SetPriorities(all, network.Events.Now);
            network.ConnectAll();
            Assert.True(network.RunUntil(() => Swarms.AllFinished(network), 600));
            Swarms.AssertClean(network);
        }
    }
}
