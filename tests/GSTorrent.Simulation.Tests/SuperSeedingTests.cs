using GSTorrent.Primitives;
using GSTorrent.Testing.Network;
using GSTorrent.Wire;

namespace GSTorrent.Simulation.Tests;

/// <summary>The first seed sends each piece about once (BEP 16), and nobody is left waiting for it.</summary>
public sealed class SuperSeedingTests(ITestOutputHelper output)
{
    private static readonly NodeSettings s_leecher = new() { UploadBytesPerSecond = Swarms.MiB, StorageDelayMs = 5 };

    [Theory]
    [InlineData(1, 1, 64)]
    [InlineData(2, 4, 64)]
    [InlineData(3, 8, 64)]
    [InlineData(4, 8, 256)]
    [InlineData(5, 1, 1024)]
    [InlineData(6, 8, 1024)]
    public void Eight_leechers_finish_although_the_seed_sends_each_piece_about_once(int seed, int seedMiB, int pieceKiB)
    {
        const long Length = 32L * Swarms.MiB;
        double[] sent = new double[2];
        for (int super = 0; super < 2; super++)
        {
            long rate = seedMiB * (long)Swarms.MiB;
            var settings = s_leecher with { SuperSeeds = super == 1, UploadBytesPerSecond = rate };
            SimulatedNetwork network = Build(seed, 8, new PieceGeometry(Length, pieceKiB * Swarms.KiB), settings);
            network.ConnectAll();
            Assert.True(network.RunUntil(() => Swarms.AllFinished(network), 300));
            sent[super] = (double)network.Nodes[0].Sent / Length;
            output.WriteLine($"{Swarms.Duration(network):F1} s, sent {sent[super]:F3} of the content");
            // Eight times the content less what the seed sends has to pass eight lines of 1 MiB/s.
            if (super == 1) Assert.InRange(Swarms.Duration(network), 28, 28 * 1.5);
            Swarms.AssertClean(network);
        }

        Assert.InRange(sent[1], 1.0, 1.1);
        Assert.InRange(sent[0], sent[1] + 0.05, 8);
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 1024)]
    public void A_leecher_alone_is_not_held_up(int seed, int pieceKiB)
    {
        SimulatedNetwork network = Build(
            seed, 1, new PieceGeometry(16L * Swarms.MiB, pieceKiB * Swarms.KiB), s_leecher with { SuperSeeds = true });
        network.ConnectAll();
        Assert.True(network.RunUntil(() => Swarms.AllFinished(network), 300));
        output.WriteLine($"{Swarms.Duration(network):F1} s");
        Assert.InRange(Swarms.Duration(network), 16, 16 * 1.25);
        Swarms.AssertClean(network);
    }

    [Fact]
    public void Leechers_that_cannot_reach_each_other_finish_too()
    {
        SimulatedNetwork network = Build(
            1, 3, new PieceGeometry(8L * Swarms.MiB, 256 * Swarms.KiB), s_leecher with { SuperSeeds = true });
        foreach (SimulatedNode leecher in network.Nodes.Skip(1)) network.Connect(network.Nodes[0], leecher);
        Assert.True(network.RunUntil(() => Swarms.AllFinished(network), 200));
        output.WriteLine($"{Swarms.Duration(network):F1} s");
        Swarms.AssertClean(network);
    }

    [Fact]
    public void Who_passes_nothing_on_gets_little_from_the_seed()
    {
        var settings = s_leecher with { SuperSeeds = true, UploadBytesPerSecond = 4 * Swarms.MiB };
        SimulatedNetwork network = Build(1, 8, new PieceGeometry(32L * Swarms.MiB, 256 * Swarms.KiB), settings);
        SimulatedNode selfish = network.Nodes[1];
        selfish.Settings = s_leecher with { Stalls = true };
        network.ConnectAll();
        Lane toSelfish = network.Nodes[0].Lanes.Single(lane => lane.Receiver == selfish);
        Assert.True(network.RunUntil(() => Swarms.AllFinished(network), 300));
        long got = toSelfish.Peer.UploadedBytes;
        output.WriteLine($"{Swarms.Duration(network):F1} s, got {(double)got / Swarms.MiB:F1} MiB");
        Assert.InRange(got, 1, 2 * Swarms.MiB);
        Swarms.AssertClean(network);
    }

    [Theory]
    [InlineData(1, ReservedBits.None)]
    [InlineData(2, ReservedBits.Fast)]
    [InlineData(3, ReservedBits.Fast | ReservedBits.ExtensionProtocol)]
    public void Leechers_that_come_and_go_finish(int seed, ReservedBits reserved)
    {
        var settings = s_leecher with { SuperSeeds = true, Reserved = reserved };
        SimulatedNetwork network = Build(seed, 6, new PieceGeometry(8L * Swarms.MiB, 64 * Swarms.KiB), settings);
        for (int round = 0; round < 400 && !Swarms.AllFinished(network); round++)
        {
            network.ConnectAll();
            network.RunFor(network.Random.Next(3000));
            network.CloseAll(network.Nodes[1 + network.Random.Next(6)]);
        }

        Assert.True(Swarms.AllFinished(network));
        Assert.All(network.Nodes, node => Assert.DoesNotContain(node.Disconnects, reason => reason.IsProtocolError()));
        Swarms.AssertClean(network);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_can_be_turned_on_and_off_while_leechers_are_there(bool isOn)
    {
        SimulatedNetwork network = Build(
            1, 4, new PieceGeometry(16L * Swarms.MiB, 64 * Swarms.KiB), s_leecher with { SuperSeeds = !isOn });
        SimulatedNode source = network.Nodes[0];
        network.ConnectAll();
        network.RunFor(3_000);
        source.Swarm.SuperSeeding = isOn;
        network.RunFor(1_000);
        Assert.Empty(source.Lanes);
        Assert.All(source.Disconnects, reason => Assert.Equal(DisconnectReason.Reintroduced, reason));
        network.ConnectAll();
        network.RunFor(1_000);
        foreach (Lane lane in source.Lanes)
            Assert.Equal(!isOn, lane.Receiver.Lanes.Single(other => other.Receiver == source).Peer.IsSeed);
        Assert.True(network.RunUntil(() => Swarms.AllFinished(network), 300));
        Swarms.AssertClean(network);
    }

    private static SimulatedNetwork Build(int seed, int leechers, PieceGeometry geometry, NodeSettings first)
    {
        var network = new SimulatedNetwork(seed, geometry);
        network.Add(first with { IsSeed = true });
        for (int i = 0; i < leechers; i++) network.Add(s_leecher with { Reserved = first.Reserved });
        return network;
    }
}
