using GSTorrent.Testing.Network;

namespace GSTorrent.Simulation.Tests;

/// <summary>How near a swarm comes to the fastest that its lines allow.</summary>
public sealed class FluidLimitTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, 20, 64, 64)]
    [InlineData(2, 20, 64, 64)]
    [InlineData(3, 20, 64, 128)]
    [InlineData(4, 20, 128, 256)]
    [InlineData(5, 3, 32, 64)]
    public void A_seed_and_leechers_of_equal_upload_finish_near_the_fluid_limit(
        int seed, int leechers, int sizeMiB, int pieceKiB)
    {
        long size = (long)sizeMiB * Swarms.MiB;
        var settings = new NodeSettings { UploadBytesPerSecond = Swarms.MiB };
        SimulatedNetwork network = Swarms.SeedAndLeechers(seed, leechers, size, pieceKiB * Swarms.KiB, settings);
        double limit = FluidLimit(size, leechers, settings.UploadBytesPerSecond);

        Assert.True(network.RunUntil(() => Swarms.AllFinished(network), (long)(4 * limit)));

        double duration = Swarms.Duration(network);
        output.WriteLine($"{duration:F1} s of {limit:F1} s, ratio {duration / limit:F3}");
        Assert.InRange(duration / limit, 0.99, 1.25);
        Swarms.AssertClean(network);
    }

    private static double FluidLimit(long size, int leechers, long uploadBytesPerSecond) =>
        Math.Max(1.0, leechers / (leechers + 1.0)) * size / uploadBytesPerSecond;
}
