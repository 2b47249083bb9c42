using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Server;

/// <summary>The port for peers, and the machine's network for those who see all torrents.</summary>
internal sealed class NetworkRoutes(GstHost host)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.Map("GET", "/network", AccessRole.Read, ShowAsync, new RouteDoc(
            "showNetwork", "Tells whether peers have reached the server, and its addresses and network interfaces.")
        {
            Answers = typeof(NetworkDto),
        });

    private async Task ShowAsync(HttpContext context)
    {
        bool isWhole = context.Caller().Category is null;
        var network = new NetworkDto
        {
            PeerPort = host.PeerPort,
            HasIncomingPeers = host.IncomingPeers.Came,
            LastIncomingUnixMs = host.IncomingPeers.LastUnixMs,
            ExternalAddresses = isWhole ? [.. host.ExternalAddresses.Select(address => address.ToString())] : [],
            Interfaces = isWhole ? [.. LocalInterface.All.Select(ToDto)] : [],
        };
        await context.WriteAsync(200, network, ContractsJsonContext.Default.NetworkDto);
    }

    private static NetworkInterfaceDto ToDto(LocalInterface one) => new()
    {
        Name = one.Name,
        IsUp = one.IsUp,
        Addresses = [.. one.Addresses.Select(address => address.ToString())],
    };
}
