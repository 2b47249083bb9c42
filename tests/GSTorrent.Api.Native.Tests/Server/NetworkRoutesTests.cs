using GSTorrent.Api.Contracts;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.Native.Tests.Server;

public sealed class NetworkRoutesTests
{
    [Fact]
    public async Task The_port_and_the_interfaces_are_told_and_that_nobody_came()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        NetworkDto network = await server.AskAsync("GET", "network", 200, ContractsJsonContext.Default.NetworkDto);
        Assert.Equal(server.Host.PeerPort, network.PeerPort);
        Assert.False(network.HasIncomingPeers);
        Assert.Null(network.LastIncomingUnixMs);
        Assert.Contains(network.Interfaces, one => one.IsUp && one.Addresses.Contains("127.0.0.1"));
    }

    [Fact]
    public async Task Whoever_sees_one_category_is_told_of_the_port_only()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string token = await server.TokenOfAsync(AccessRole.Read, "tv");
        using HttpResponseMessage response = await server.SendAsync("GET", "network", token: token);
        string told = await response.Content.ReadAsStringAsync();
        Assert.Contains("\"interfaces\":[]", told);
        Assert.Contains($"\"peerPort\":{server.Host.PeerPort}", told);
    }
}
