using System.Buffers;
using GSTorrent.Bencoding;

namespace GSTorrent.Wire;

/// <summary>
/// The extended handshake (BEP 10): extended message 0, may be repeated, and then tells only what changed.
/// <code>
/// payload = dictionary with, all optional:
///   m             dictionary: name of an extension -> id that its receiver must use; 0 turns it off
///   metadata_size bytes of the info dictionary (BEP 9)
///   p             TCP port on which the sender listens
///   reqq          requests that the sender queues
///   upload_only   1: the sender downloads nothing (BEP 21)
///   v             name and version of the client, UTF-8
///   yourip        address of the receiver as the sender sees it, 4 or 16 bytes
/// </code>
/// A value of the wrong kind or out of range counts as absent: clients differ much here.
/// </summary>
public sealed record ExtendedHandshake
{
    /// <summary>Id for ut_metadata (BEP 9); null: not mentioned, 0: turned off.</summary>
    public byte? UtMetadata { get; init; }

    /// <summary>Id for ut_pex (BEP 11); null: not mentioned, 0: turned off.</summary>
    public byte? UtPex { get; init; }

    /// <summary>Id for lt_donthave (BEP 54); null: not mentioned, 0: turned off.</summary>
    public byte? LtDontHave { get; init; }

    /// <summary>Name and version of the client, fit to be shown.</summary>
    public string? ClientName { get; init; }

    /// <summary>TCP port on which the sender listens, 1 to 65535.</summary>
    public int? ListenPort { get; init; }

    /// <summary>Requests that the sender queues (reqq), above 0.</summary>
    public int? RequestQueueLimit { get; init; }

    /// <summary>Bytes of the info dictionary as the sender claims, above 0; not checked against any limit.</summary>
    public int? MetadataSize { get; init; }

    /// <summary>Does the sender download nothing (BEP 21)? Null: not mentioned.</summary>
    public bool? UploadOnly { get; init; }

    /// <summary>The receiver's address as the sender sees it: 4 or 16 bytes.</summary>
    public byte[]? YourIp { get; init; }

    /// <summary>
    /// Reads the payload after the extended id; false if it does not begin with a bencoded dictionary.
    /// </summary>
    public static bool TryParse(ReadOnlyMemory<byte> payload, out ExtendedHandshake? handshake)
    {
        handshake = null;
        if (!BencodeDocument.TryParsePrefix(
            payload, ExtendedLimits.Bencode, out BencodeDocument? document, out _, out _))
            return false;
        BencodeElement root = document!.Root;
        if (root.Kind != BencodeKind.Dictionary) return false;
        root.TryGetProperty("m"u8, out BencodeElement extensions);
        handshake = new ExtendedHandshake
        {
            UtMetadata = (byte?)NumberOf(extensions, "ut_metadata"u8, 0, byte.MaxValue),
            UtPex = (byte?)NumberOf(extensions, "ut_pex"u8, 0, byte.MaxValue),
            LtDontHave = (byte?)NumberOf(extensions, "lt_donthave"u8, 0, byte.MaxValue),
            ClientName = root.TryGetBytes("v"u8, out ReadOnlyMemory<byte> name)
                ? PeerText.Clean(name.Span, ExtendedLimits.MaxTextLength) : null,
            ListenPort = NumberOf(root, "p"u8, 1, ushort.MaxValue),
            RequestQueueLimit = NumberOf(root, "reqq"u8, 1, int.MaxValue),
            MetadataSize = NumberOf(root, "metadata_size"u8, 1, int.MaxValue),
            UploadOnly = root.TryGetInteger("upload_only"u8, out long uploadOnly) ? uploadOnly != 0 : null,
            YourIp = root.TryGetBytes("yourip"u8, out ReadOnlyMemory<byte> ip) && ip.Length is 4 or 16
                ? ip.ToArray() : null,
        };
        return true;
    }

    /// <summary>What is known after a later handshake of the same peer: what it mentions is replaced.</summary>
    public ExtendedHandshake UpdatedBy(ExtendedHandshake later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return new ExtendedHandshake
        {
            UtMetadata = later.UtMetadata ?? UtMetadata,
            UtPex = later.UtPex ?? UtPex,
            LtDontHave = later.LtDontHave ?? LtDontHave,
            ClientName = later.ClientName ?? ClientName,
            ListenPort = later.ListenPort ?? ListenPort,
            RequestQueueLimit = later.RequestQueueLimit ?? RequestQueueLimit,
            MetadataSize = later.MetadataSize ?? MetadataSize,
            UploadOnly = later.UploadOnly ?? UploadOnly,
            YourIp = later.YourIp ?? YourIp,
        };
    }

    /// <summary>The payload after the extended id; what is null is left out.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(128);
        var writer = new BencodeWriter(output);
        writer.BeginDictionary();
        writer.Key("m"u8);
        writer.BeginDictionary();
        WriteNumber(writer, "lt_donthave"u8, LtDontHave);
        WriteNumber(writer, "ut_metadata"u8, UtMetadata);
        WriteNumber(writer, "ut_pex"u8, UtPex);
        writer.End();
        WriteNumber(writer, "metadata_size"u8, MetadataSize);
        WriteNumber(writer, "p"u8, ListenPort);
        WriteNumber(writer, "reqq"u8, RequestQueueLimit);
        WriteNumber(writer, "upload_only"u8, UploadOnly is null ? null : UploadOnly.Value ? 1 : 0);
        if (ClientName is not null)
        {
            writer.Key("v"u8);
            writer.String(ClientName);
        }

        if (YourIp is not null)
        {
            writer.Key("yourip"u8);
            writer.Bytes(YourIp);
        }

        writer.End();
        return output.WrittenSpan.ToArray();
    }

    private static int? NumberOf(BencodeElement dictionary, ReadOnlySpan<byte> key, int least, int most) =>
        dictionary.TryGetInteger(key, out long value) && value >= least && value <= most ? (int)value : null;

    private static void WriteNumber(BencodeWriter writer, ReadOnlySpan<byte> key, int? value)
    {
        if (value is null) return;
        writer.Key(key);
        writer.Integer(value.Value);
    }
}
