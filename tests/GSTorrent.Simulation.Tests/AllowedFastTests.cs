using GSTorrent.Primitives;
using GSTorrent.Testing.Network;

namespace GSTorrent.Simulation.Tests;

/// <summary>Newcomers get a start from a busy seed (BEP 6 "allowed fast").</summary>
public sealed class AllowedFastTests(ITestOutputHelper output)
{
    private const int Leechers = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Choked_leechers_of_a_seed_with_one_place_have_pieces_long_before_their_turn(int seed)
    {
        double with = SecondsUntilAllHaveSome(seed, hasAddress: true);
        double without = SecondsUntilAllHaveSome(seed, hasAddress: false);
        output.WriteLine($"first pieces of all after {with:F1} s instead of {without:F1} s");
        Assert.InRange(with, 0, 20);

        // Turns of 30 s and more: the last one waits for all the others.
        Assert.InRange(without, 30 * (Leechers - 1), 1000);
    }

    private static double SecondsUntilAllHaveSome(int seed, bool hasAddress)
    {
        var network = new SimulatedNetwork(seed, new PieceGeometry(256L * Swarms.MiB, 256 * Swarms.KiB));
        var settings = new NodeSettings { UploadSlots = 1, HasAddress = hasAddress };
        SimulatedNode source = network.Add(settings with { IsSeed = true });
        for (int i = 0; i < Leechers; i++) network.Connect(source, network.Add(settings));
        Assert.True(network.RunUntil(
            () => network.Nodes.All(node => node.Swarm.Have!.Count > 0), limitSeconds: 1000));
        double seconds = network.Events.Microseconds / 1e6;
        Swarms.AssertClean(network);
        return seconds;
    }
}
