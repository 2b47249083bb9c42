using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Engine;

/// <summary>Tells addresses of the internet from those of this machine, this network or nobody.</summary>
internal static class AddressScope
{
    /// <summary>Is it an address that a host on the internet may have?</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out int length)) return false;
        return length == 4 ? IsPublicV4(bytes) : IsPublicV6(address, bytes);
    }

    /// <summary>An address from 4 or 16 bytes, IPv4 in its plain form.</summary>
    public static IPAddress FromBytes(ReadOnlySpan<byte> bytes)
    {
        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    // RFC 6890: this network, private, shared (carrier NAT), loopback, link-local, tests, relays (RFC 7526), multicast,
    // reserved.
    private static bool IsPublicV4(ReadOnlySpan<byte> b) => b[0] switch
    {
        0 or 10 or 127 or >= 224 => false,
        100 => b[1] is < 64 or > 127,
        169 => b[1] != 254,
        172 => b[1] is < 16 or > 31,
        192 => b[1] != 168 && !(b[1] == 0 && b[2] is 0 or 2) && !(b[1] == 88 && b[2] == 99),
        198 => b[1] is not (18 or 19) && !(b[1] == 51 && b[2] == 100),
        203 => !(b[1] == 0 && b[2] == 113),
        _ => true,
    };

    // What wraps an IPv4 address (RFC 6052, 6to4) is as public as that. The rest of the internet is 2000::/3, without
    // 2001::/23, which holds tunnels (Teredo) and the like, and documentation (RFC 3849, RFC 9637).
    private static bool IsPublicV6(IPAddress address, ReadOnlySpan<byte> b)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return false;
        if (b[..12].SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]))
            return IsPublicV4(b[12..]);
        if (b[0] == 0x20 && b[1] == 0x02) return IsPublicV4(b[2..]);
        bool isSpecial = b[0] == 0x20 && b[1] == 0x01 && b[2] < 2;
        bool isDocumentation = (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8)
            || (b[0] == 0x3f && b[1] == 0xff && b[2] < 0x10);
        return (b[0] & 0xe0) == 0x20 && !isSpecial && !isDocumentation;
    }
}
