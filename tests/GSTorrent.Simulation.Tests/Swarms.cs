using GSTorrent.Primitives;
using GSTorrent.Testing.Network;

namespace GSTorrent.Simulation.Tests;

/// <summary>Swarms that several tests start from.</summary>
internal static class Swarms
{
    public const int KiB = 1024;
    public const int MiB = 1024 * 1024;

    /// <summary>One seed (node 0) and leechers, all with the same line.</summary>
    public static SimulatedNetwork SeedAndLeechers(
        int seed, int leechers, long totalLength, int pieceLength, NodeSettings settings)
    {
        var network = new SimulatedNetwork(seed, new PieceGeometry(totalLength, pieceLength));
        network.Add(settings with { IsSeed = true });
        for (int i = 0; i < leechers; i++) network.Add(settings);
        network.ConnectAll();
        return network;
    }

    public static bool AllFinished(SimulatedNetwork network)
    {
        foreach (SimulatedNode node in network.Nodes)
            if (!node.Swarm.IsFinished) return false;
        return true;
    }

    /// <summary>Seconds until the last one was finished.</summary>
    public static double Duration(SimulatedNetwork network) =>
        network.Nodes.Max(node => node.FinishedAt?.Milliseconds ?? 0) / 1000.0;

    /// <summary>
    /// Ends all connections and checks that nothing is left over: no buffer, no open piece, no request.
    /// </summary>
    public static void AssertClean(SimulatedNetwork network)
    {
        foreach (SimulatedNode node in network.Nodes)
        {
            if (node.Swarm.IsFinished) Assert.Empty(node.Swarm.OpenPieces);
            node.Swarm.Stop(GSTorrent.Wire.DisconnectReason.Shutdown);
        }

        network.RunFor(60_000);
        foreach (SimulatedNode node in network.Nodes)
        {
            Assert.Empty(node.Swarm.Peers);
            Assert.Empty(node.Lanes);
        }

        Assert.Equal(0, network.Pool.RentedCount);
    }
}
