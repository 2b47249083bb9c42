using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json;
using GSTorrent.Api.QBittorrent.Http;

namespace GSTorrent.Api.QBittorrent.App;

/// <summary>The network interfaces of the server, for those who see it as a whole; for others there are none.</summary>
internal static class NetworkRoutes
{
    public static void Map(RouteSet routes)
    {
        routes.Read("/app/networkInterfaceList", ListAsync);
        routes.Read("/app/networkInterfaceAddressList", AddressesAsync);
    }

    private static Task ListAsync(Call call) => call.JsonAsync(writer =>
    {
        writer.WriteStartArray();
        foreach (NetworkInterface one in InterfacesFor(call))
        {
            if (AddressesOf(one).Length == 0) continue;
            writer.WriteStartObject();
            writer.WriteString("name"u8, one.Name);
            writer.WriteString("value"u8, one.Name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static Task AddressesAsync(Call call)
    {
        string name = call.Parameters.Text("iface");
        IEnumerable<IPAddress> addresses = InterfacesFor(call)
            .Where(one => name.Length == 0 || string.Equals(one.Name, name, StringComparison.Ordinal))
            .SelectMany(AddressesOf);
        return call.JsonAsync(writer => Write(writer, addresses));
    }

    private static NetworkInterface[] InterfacesFor(Call call) =>
        call.SeesAll ? NetworkInterface.GetAllNetworkInterfaces() : [];

    private static void Write(Utf8JsonWriter writer, IEnumerable<IPAddress> addresses)
    {
        writer.WriteStartArray();
        foreach (IPAddress address in addresses)
        {
            // Without the name of the interface, which belongs to this machine alone.
            string text = address.ToString();
            writer.WriteStringValue(text.Split('%')[0]);
        }

        writer.WriteEndArray();
    }

    private static IPAddress[] AddressesOf(NetworkInterface one) =>
        [.. one.GetIPProperties().UnicastAddresses.Select(item => item.Address)];
}
