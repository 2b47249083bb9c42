using GSTorrent.Testing.Network;

namespace GSTorrent.Simulation.Tests;

/// <summary>Everything follows from the seed.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_seed_gives_the_same_trace_twice(int seed) => Assert.Equal(TraceOf(seed), TraceOf(seed));

    [Fact]
    public void Other_seeds_give_other_traces() => Assert.NotEqual(TraceOf(1), TraceOf(2));

    private static ulong TraceOf(int seed)
    {
        var settings = new NodeSettings { StorageDelayMs = 5 };
        SimulatedNetwork network = Swarms.SeedAndLeechers(seed, 6, 8 * Swarms.MiB, 64 * Swarms.KiB, settings);
        network.Nodes[3].Settings = settings with { PoisonShare = 0.1 };
        Assert.True(network.RunUntil(() => network.Nodes[1].Swarm.IsFinished, 600));
        return network.TraceValue;
    }
}
