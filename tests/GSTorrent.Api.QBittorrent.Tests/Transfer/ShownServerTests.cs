using GSTorrent.Api.QBittorrent.Transfer;
using GSTorrent.Application;

namespace GSTorrent.Api.QBittorrent.Tests.Transfer;

public sealed class ShownServerTests
{
    /// <summary>That we reached others says nothing of whether they reach us.</summary>
    [Theory]
    [InlineData(0, false, "disconnected")]
    [InlineData(51_413, false, "firewalled")]
    [InlineData(51_413, true, "connected")]
    public void A_peer_that_came_is_the_proof(int port, bool isReached, string status)
    {
        var server = new ShownServer
        {
            Statistics = new StatisticsSnapshot { Peers = 5 },
            PeerPort = port,
            IsReached = isReached,
        };
        Assert.Equal(status, server.ConnectionStatus);
    }
}
