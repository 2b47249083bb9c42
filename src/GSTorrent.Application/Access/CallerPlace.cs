using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Application.Access;

/// <summary>Where a request comes from, as far as guarding the door is concerned.</summary>
public static class CallerPlace
{
    /// <summary>
    /// Of those who are one caller: a customer has a whole /64 of IPv6 addresses, and mapped addresses are what they
    /// map.
    /// </summary>
    public static string KeyOf(IPAddress address) => KeyOf(address, ipv6Bytes: 8);

    /// <summary>
    /// Of those who may be one customer: many are given a /48 of IPv6 addresses (RFC 6177). An IPv4 address is itself.
    /// </summary>
    public static string SiteOf(IPAddress address) => KeyOf(address, ipv6Bytes: 6);

    /// <summary>This machine: all its programs, tunnels and users share one address.</summary>
    public static bool IsHere(IPAddress? address) =>
        address is null || IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    /// <summary>For people.</summary>
    public static string Describe(IPAddress? address) => address switch
    {
        null => "a unix socket",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        _ => address.ToString(),
    };

    /// <summary>All who share a key, for people.</summary>
    public static string DescribeNetwork(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
            return Describe(address);
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private static string KeyOf(IPAddress address, int ipv6Bytes)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return Convert.ToHexStringLower(bytes[..ipv6Bytes]);
    }
}
