using System.Buffers.Binary;
using System.Net;

namespace GSTorrent.Trackers;

/// <summary>
/// Peers in the compact form (BEP 23, BEP 7, BEP 15): <c>*(address port)</c>, address 4 or 16 bytes, port 2 bytes
/// big-endian.
/// </summary>
internal static class CompactPeers
{
    /// <summary>
    /// Appends whole peers that can be dialled until <see cref="AnnounceResponse.MaxPeers"/> is reached.
    /// </summary>
    public static void Read(ReadOnlySpan<byte> bytes, int addressLength, List<IPEndPoint> peers)
    {
        int size = addressLength + 2;
        for (; bytes.Length >= size && peers.Count < AnnounceResponse.MaxPeers; bytes = bytes[size..])
            Add(new IPAddress(
                bytes[..addressLength]), BinaryPrimitives.ReadUInt16BigEndian(bytes[addressLength..]), peers);
    }

    /// <summary>Appends a peer if it can be dialled: a port, and an address of one host.</summary>
    public static void Add(IPAddress address, long port, List<IPEndPoint> peers)
    {
        if (peers.Count >= AnnounceResponse.MaxPeers || port is < 1 or > ushort.MaxValue) return;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || IsForMany(address)) return;
        peers.Add(new IPEndPoint(address, (int)port));
    }

    // Multicast, class E and broadcast reach no single host.
    private static bool IsForMany(IPAddress address)
    {
        if (address.IsIPv6Multicast) return true;
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out int length) && length == 4 && bytes[0] >= 224;
    }
}
