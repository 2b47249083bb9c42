using GSTorrent.Primitives;
using GSTorrent.Testing.Network;

namespace GSTorrent.Simulation.Tests;

/// <summary>Peers that send wrong blocks: found down to the block, and never an honest one blamed.</summary>
public sealed class PoisonTests(ITestOutputHelper output)
{
    private const int PieceLength = 128 * Swarms.KiB;

    [Theory]
    [InlineData(1, 1.0, 0)]
    [InlineData(2, 1.0, 20)]
    [InlineData(3, 0.3, 0)]
    [InlineData(4, 0.3, 50)]
    [InlineData(5, 0.02, 0)]
    [InlineData(6, 0.02, 20)]
    [InlineData(7, 0.005, 5)]
    public void Twenty_poisoners_and_one_seeder_cost_at_most_four_times_the_size(
        int seed, double share, int storageDelayMs)
    {
        const long Size = 16 * Swarms.MiB;
        var network = new SimulatedNetwork(seed, new PieceGeometry(Size, PieceLength));
        SimulatedNode leecher = network.Add(new NodeSettings { StorageDelayMs = storageDelayMs });
        SimulatedNode honest = network.Add(new NodeSettings { IsSeed = true });
        for (int i = 0; i < 20; i++) network.Add(new NodeSettings { IsSeed = true, PoisonShare = share });
        foreach (SimulatedNode other in network.Nodes) network.Connect(leecher, other);

        Assert.True(network.RunUntil(() => leecher.Swarm.IsFinished, 1800));

        output.WriteLine($"received {leecher.Received / Swarms.MiB} MiB, bad pieces {leecher.BadPieces}, "
            + $"banned {leecher.Banned.Count}, {Swarms.Duration(network):F0} s");
        Assert.True(leecher.Received <= 4 * Size);
        Assert.DoesNotContain(honest, leecher.Banned);
        Swarms.AssertClean(network);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void In_a_mixed_swarm_only_the_guilty_are_banned(int seed)
    {
        var settings = new NodeSettings { StorageDelayMs = 10 };
        SimulatedNetwork network = Swarms.SeedAndLeechers(seed, 8, 16 * Swarms.MiB, PieceLength, settings);
        SimulatedNode[] guilty = [network.Nodes[2], network.Nodes[5]];
        foreach (SimulatedNode node in guilty) node.Settings = settings with { PoisonShare = 0.2 };

        IEnumerable<SimulatedNode> honest = network.Nodes.Except(guilty);
        Assert.True(network.RunUntil(() => honest.All(node => node.Swarm.IsFinished), 1800));

        Assert.Contains(network.Nodes, node => node.Banned.Count > 0);
        Assert.All(network.Nodes, node => Assert.Subset(guilty.ToHashSet(), node.Banned.ToHashSet()));
        Swarms.AssertClean(network);
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 0.5)]
    [InlineData(3, 0.2)]
    public void The_only_source_is_banned_after_at_most_two_bad_pieces(int seed, double share)
    {
        var network = new SimulatedNetwork(seed, new PieceGeometry(8 * Swarms.MiB, PieceLength));
        SimulatedNode leecher = network.Add(new NodeSettings());
        SimulatedNode poisoner = network.Add(new NodeSettings { IsSeed = true, PoisonShare = share });
        network.ConnectAll();

        network.RunUntil(() => leecher.Banned.Count > 0, 600);

        Assert.Equal([poisoner], leecher.Banned);
        Assert.InRange(leecher.BadPieces, 1, 2);
        network.RunFor(5_000);
        Assert.InRange(leecher.BadPieces, 1, 2);
        Swarms.AssertClean(network);
    }

    [Fact]
    public void A_banned_poisoner_that_comes_back_is_not_let_in_and_the_rest_finishes()
    {
        var network = new SimulatedNetwork(5, new PieceGeometry(8 * Swarms.MiB, PieceLength));
        SimulatedNode leecher = network.Add(new NodeSettings());
        SimulatedNode poisoner = network.Add(new NodeSettings { IsSeed = true, PoisonShare = 1 });
        network.Connect(leecher, poisoner);
        Assert.True(network.RunUntil(() => leecher.Banned.Count > 0, 600));
        network.RunFor(1000);

        network.Connect(leecher, poisoner);
        Assert.Empty(leecher.Lanes);
        network.Connect(leecher, network.Add(new NodeSettings { IsSeed = true }));

        Assert.True(network.RunUntil(() => leecher.Swarm.IsFinished, 600));
        Swarms.AssertClean(network);
    }
}
