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

    /// <summary>Hands IP addresses over at once, and what names stand for as soon as they were looked up.</summary>
    public static void HandOver(IReadOnlyList<string> peers, Action<IReadOnlyList<IPEndPoint>> take)
    {
        var addresses = new List<IPEndPoint>();
        var names = new List<string>();
        foreach (string peer in peers)
        {
            if (!TrySplit(peer, out string host, out int port)) continue;
            if (IPAddress.TryParse(host, out IPAddress? ip)) addresses.Add(new IPEndPoint(ip, port));
            else names.Add(peer);
        }

        if (addresses.Count > 0) take(addresses);
        if (names.Count > 0) _ = ResolveAsync(names, take);
    }

    /// <summary>The known ones and new ones, each once.</summary>
    public static string[] Join(IReadOnlyList<string> known, IReadOnlyList<string> more) =>
        [.. known.Concat(more).Distinct(StringComparer.OrdinalIgnoreCase).TakeLast(MaxKept)];

    private static async Task ResolveAsync(List<string> peers, Action<IReadOnlyList<IPEndPoint>> take)
    {
        await Task.Yield();
        foreach (string peer in peers)
        {
            if (!TrySplit(peer, out string host, out int port)) continue;
            try
            {
                IPAddress[] addresses = await Dns.GetHostAddressesAsync(host);
                take([.. addresses.Select(address => new IPEndPoint(address, port))]);
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
