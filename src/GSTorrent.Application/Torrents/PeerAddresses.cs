using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Application.Torrents;

/// <summary>Peers that people name: host:port, IPv6 in brackets.</summary>
internal static class PeerAddresses
{
    /// <summary>So many are kept of one torrent; the newest.</summary>
    public const int MaxKept = 200;

    private const int MaxHostLength = 253;

    /// <summary>Null: each can be read.</summary>
    public static AppError? Check(IReadOnlyList<string> peers)
    {
        if (peers.Count > MaxKept) return new AppError("bad-request", $"There are over {MaxKept} peers.");
        foreach (string peer in peers)
        {
            if (peer is not null && TrySplit(peer, out _, out _)) continue;
            string shown = peer is null || peer.Length > 80 || peer.Any(char.IsControl) ? "A peer" : $"'{peer}'";
            return new AppError("address-invalid", $"{shown} is not host:port, as in 192.0.2.1:6881 or [::1]:6881.");
        }

        return null;
    }

    /// <summary>Is it an IP address and a port, with no name to be looked up?</summary>
    public static bool TryParse(string peer, out IPEndPoint? address)
    {
        address = null;
        if (!TrySplit(peer, out string host, out int port) || !IPAddress.TryParse(host, out IPAddress? ip)) return false;
        address = new IPEndPoint(ip, port);
        return true;
    }

    /// <summary>Those that are IP addresses.</summary>
    public static List<IPEndPoint> Literals(IReadOnlyList<string> peers)
    {
        var addresses = new List<IPEndPoint>();
        foreach (string peer in peers)
            if (TryParse(peer, out IPEndPoint? address)) addresses.Add(address!);
        return addresses;
    }

    /// <summary>The known ones and new ones, each once.</summary>
    public static string[] Join(IReadOnlyList<string> known, IReadOnlyList<string> more) =>
        [.. known.Concat(more).Distinct(StringComparer.OrdinalIgnoreCase).TakeLast(MaxKept)];

    /// <summary>Looks names up and hands over what was found; names that are not found are passed over.</summary>
    public static async Task ResolveAsync(IReadOnlyList<string> peers, Action<IReadOnlyList<IPEndPoint>> found)
    {
        foreach (string peer in peers)
        {
            if (!TrySplit(peer, out string host, out int port)) continue;
            try
            {
                IPAddress[] addresses = await Dns.GetHostAddressesAsync(host);
                found([.. addresses.Select(address => new IPEndPoint(address, port))]);
            }
            catch (Exception unknown) when (unknown is SocketException or ArgumentException)
            {
                // Another start may have more luck.
            }
        }
    }

    private static bool TrySplit(string peer, out string host, out int port)
    {
        (host, port) = ("", 0);
        int colon = peer.LastIndexOf(':');
        if (colon <= 0 || colon > MaxHostLength) return false;
        if (!ushort.TryParse(peer.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort number)
            || number == 0) return false;
        host = peer[..colon];
        port = number;
        if (host[0] != '[') return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4;
        if (host[^1] != ']') return false;
        host = host[1..^1];
        return IPAddress.TryParse(host, out IPAddress? ip) && ip.AddressFamily == AddressFamily.InterNetworkV6;
    }
}
