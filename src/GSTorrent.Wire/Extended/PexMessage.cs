using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using GSTorrent.Bencoding;

namespace GSTorrent.Wire;

/// <summary>What a peer tells about another one (BEP 11 "added.f").</summary>
[Flags]
public enum PexFlags : byte
{
    /// <summary>Nothing known.</summary>
    None = 0,

    /// <summary>It prefers encryption.</summary>
    Encryption = 0x01,

    /// <summary>It only uploads.</summary>
    UploadOnly = 0x02,

    /// <summary>It speaks uTP.</summary>
    Utp = 0x04,

    /// <summary>It can help with hole punching.</summary>
    Holepunch = 0x08,

    /// <summary>It could be connected to.</summary>
    Reachable = 0x10,
}

/// <summary>A peer that another peer told of.</summary>
/// <param name="EndPoint">Its address; the port is not 0.</param>
/// <param name="Flags">What is known of it.</param>
public readonly record struct PexPeer(IPEndPoint EndPoint, PexFlags Flags);

/// <summary>
/// A message of the extension "ut_pex" (BEP 11): peers that came and went since the message before.
/// <code>
/// payload = dictionary with, all optional:
///   added   *(4-byte address, 2-byte port)     added.f   one byte of flags for each
///   added6  *(16-byte address, 2-byte port)    added6.f  one byte of flags for each
///   dropped *(4-byte address, 2-byte port)     dropped6  *(16-byte address, 2-byte port)
/// </code>
/// </summary>
public sealed record PexMessage(IReadOnlyList<PexPeer> Added, IReadOnlyList<IPEndPoint> Dropped)
{
    /// <summary>Peers that count of each field; the rest is cut: BEP 11 wants no more than 50.</summary>
    public const int MaxPeers = 100;

    /// <summary>
    /// Reads the payload after the extended id; false if it does not begin with a bencoded dictionary.
    /// </summary>
    public static bool TryParse(ReadOnlyMemory<byte> payload, out PexMessage? message)
    {
        message = null;
        if (!BencodeDocument.TryParsePrefix(
            payload, ExtendedLimits.Bencode, out BencodeDocument? document, out _, out _))
            return false;
        BencodeElement root = document!.Root;
        if (root.Kind != BencodeKind.Dictionary) return false;
        var added = new List<PexPeer>();
        var dropped = new List<PexPeer>();
        Read(root, "added"u8, "added.f"u8, 4, added);
        Read(root, "added6"u8, "added6.f"u8, 16, added);
        Read(root, "dropped"u8, default, 4, dropped);
        Read(root, "dropped6"u8, default, 16, dropped);
        message = new PexMessage(added, dropped.ConvertAll(peer => peer.EndPoint));
        return true;
    }

    /// <summary>The payload after the extended id.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(256);
        var writer = new BencodeWriter(output);
        writer.BeginDictionary();
        Write(writer, "added"u8, "added.f"u8, AddressFamily.InterNetwork);
        Write(writer, "added6"u8, "added6.f"u8, AddressFamily.InterNetworkV6);
        writer.Key("dropped"u8);
        writer.Bytes(Compact(Dropped, AddressFamily.InterNetwork));
        writer.Key("dropped6"u8);
        writer.Bytes(Compact(Dropped, AddressFamily.InterNetworkV6));
        writer.End();
        return output.WrittenSpan.ToArray();
    }

    private static void Read(
        BencodeElement root, ReadOnlySpan<byte> key, ReadOnlySpan<byte> flagsKey,
        int addressLength, List<PexPeer> peers)
    {
        if (!root.TryGetBytes(key, out ReadOnlyMemory<byte> bytes)) return;
        ReadOnlyMemory<byte> flags = default;
        if (!flagsKey.IsEmpty) root.TryGetBytes(flagsKey, out flags);
        int size = addressLength + 2;
        int count = Math.Min(bytes.Length / size, MaxPeers);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> peer = bytes.Span.Slice(i * size, size);
            int port = BinaryPrimitives.ReadUInt16BigEndian(peer[addressLength..]);
            if (port == 0) continue;
            var flag = i < flags.Length ? (PexFlags)flags.Span[i] : PexFlags.None;
            peers.Add(new PexPeer(new IPEndPoint(new IPAddress(peer[..addressLength]), port), flag));
        }
    }

    private static byte[] Compact(IEnumerable<IPEndPoint> endPoints, AddressFamily family)
    {
        var bytes = new List<byte>();
        foreach (IPEndPoint endPoint in endPoints)
        {
            if (endPoint.AddressFamily != family) continue;
            bytes.AddRange(endPoint.Address.GetAddressBytes());
            bytes.Add((byte)(endPoint.Port >> 8));
            bytes.Add((byte)endPoint.Port);
        }

        return [.. bytes];
    }

    private void Write(BencodeWriter writer, ReadOnlySpan<byte> key, ReadOnlySpan<byte> flagsKey, AddressFamily family)
    {
        PexPeer[] peers = [.. Added.Where(peer => peer.EndPoint.AddressFamily == family)];
        writer.Key(key);
        writer.Bytes(Compact(peers.Select(peer => peer.EndPoint), family));
        writer.Key(flagsKey);
        writer.Bytes([.. peers.Select(peer => (byte)peer.Flags)]);
    }
}
