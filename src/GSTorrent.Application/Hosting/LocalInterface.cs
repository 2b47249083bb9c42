using System.Net;
using System.Net.NetworkInformation;

namespace GSTorrent.Application;

/// <summary>A network interface of this machine. Immutable.</summary>
/// <param name="Name">As the system calls it.</param>
/// <param name="IsUp">Is it up?</param>
/// <param name="Addresses">Its addresses, without the scope that belongs to this machine alone.</param>
public sealed record LocalInterface(string Name, bool IsUp, IReadOnlyList<IPAddress> Addresses)
{
    /// <summary>Those that have an address, as of now.</summary>
    public static IReadOnlyList<LocalInterface> All =>
    [
        .. from one in NetworkInterface.GetAllNetworkInterfaces()
           let addresses = one.GetIPProperties().UnicastAddresses.Select(item => Plain(item.Address)).ToArray()
           where addresses.Length > 0
           select new LocalInterface(one.Name, one.OperationalStatus is not OperationalStatus.Down, addresses),
    ];

    private static IPAddress Plain(IPAddress address) => new(address.GetAddressBytes());
}
