using System.Globalization;
using System.Net;

namespace GSTorrent.MetainfoFormat;

/// <summary>The form of x.pe (BEP 9): host:port, an IPv4 address, a name, or an IPv6 address in brackets.</summary>
internal static class PeerAddress
{
    private const int MaxHostLength = 253;

    public static bool IsValid(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon <= 0) return false;
        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return false;
        ReadOnlySpan<char> host = text.AsSpan(0, colon);
        if (port == 0 || host.Length > MaxHostLength) return false;
        if (host[0] == '[') return host[^1] == ']' && IPAddress.TryParse(host[1..^1], out _);
        return Uri.CheckHostName(host.ToString()) is UriHostNameType.Dns or UriHostNameType.IPv4;
    }
}
