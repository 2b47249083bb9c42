using System.Text.Json;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;

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
        foreach (LocalInterface one in InterfacesFor(call))
        {
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
        IEnumerable<LocalInterface> named = InterfacesFor(call)
            .Where(one => name.Length == 0 || string.Equals(one.Name, name, StringComparison.Ordinal));
        return call.JsonAsync(writer => Write(writer, named));
    }

    private static IReadOnlyList<LocalInterface> InterfacesFor(Call call) => call.SeesAll ? LocalInterface.All : [];

    private static void Write(Utf8JsonWriter writer, IEnumerable<LocalInterface> interfaces)
    {
        writer.WriteStartArray();
        foreach (LocalInterface one in interfaces)
            foreach (System.Net.IPAddress address in one.Addresses) writer.WriteStringValue(address.ToString());
        writer.WriteEndArray();
    }
}
