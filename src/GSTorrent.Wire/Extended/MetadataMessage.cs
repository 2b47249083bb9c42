using System.Buffers;
using GSTorrent.Bencoding;

namespace GSTorrent.Wire;

/// <summary>What a ut_metadata message says; the values are "msg_type" on the wire (BEP 9).</summary>
public enum MetadataMessageKind : byte
{
    /// <summary>Asks for a piece of the info dictionary.</summary>
    Request = 0,

    /// <summary>A piece of the info dictionary.</summary>
    Data = 1,

    /// <summary>The sender does not give the piece.</summary>
    Reject = 2,

    /// <summary>Of a later protocol: ignore it.</summary>
    Unknown = 255,
}

/// <summary>
/// A message of the extension "ut_metadata" (BEP 9), by which peers pass on the info dictionary in pieces of 16 KiB.
/// <code>
/// request = {"msg_type": 0, "piece": n}
/// data    = {"msg_type": 1, "piece": n, "total_size": bytes of the info dictionary} *byte   ; 16 KiB, the last less
/// reject  = {"msg_type": 2, "piece": n}
/// </code>
/// </summary>
/// <param name="Kind">What the message says.</param>
/// <param name="Piece">Index of the piece, not negative and not checked against the size.</param>
/// <param name="TotalSize">Bytes of the info dictionary as the sender of data claims, above 0; else 0.</param>
/// <param name="Data">The piece, of at most 16 KiB; lies in the parsed memory.</param>
public readonly record struct MetadataMessage(
    MetadataMessageKind Kind, int Piece, int TotalSize, ReadOnlyMemory<byte> Data)
{
    /// <summary>Bytes of each piece but the last.</summary>
    public const int PieceLength = 16 * 1024;

    /// <summary>An info dictionary that is claimed to be longer is not fetched: 30 MiB.</summary>
    public const int MaxTotalSize = 30 * 1024 * 1024;

    /// <summary>Pieces of an info dictionary of so many bytes.</summary>
    public static int PieceCountOf(int totalSize) => (totalSize / PieceLength) + (totalSize % PieceLength > 0 ? 1 : 0);

    /// <summary>Bytes of a piece of an info dictionary of so many bytes.</summary>
    public static int LengthOf(int piece, int totalSize) =>
        (int)Math.Clamp(totalSize - ((long)piece * PieceLength), 0, PieceLength);

    /// <summary>Reads the payload after the extended id; false if it is malformed.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> payload, out MetadataMessage message)
    {
        message = default;
        if (!BencodeDocument.TryParsePrefix(
            payload, ExtendedLimits.Bencode, out BencodeDocument? document, out int consumed, out _)) return false;
        BencodeElement root = document!.Root;
        if (!root.TryGetInteger("msg_type"u8, out long type) || !root.TryGetInteger("piece"u8, out long piece))
            return false;
        if (piece is < 0 or > int.MaxValue) return false;
        if (type is < 0 or > 2)
        {
            message = new MetadataMessage(MetadataMessageKind.Unknown, (int)piece, 0, default);
            return true;
        }

        ReadOnlyMemory<byte> data = default;
        long totalSize = 0;
        if (type == (long)MetadataMessageKind.Data)
        {
            data = payload[consumed..];
            if (!root.TryGetInteger("total_size"u8, out totalSize) || totalSize is < 1 or > int.MaxValue) return false;
            if (data.IsEmpty || data.Length > PieceLength) return false;
        }

        message = new MetadataMessage((MetadataMessageKind)type, (int)piece, (int)totalSize, data);
        return true;
    }

    /// <summary>The payload of a request.</summary>
    public static byte[] Request(int piece) => Write(MetadataMessageKind.Request, piece, 0, default);

    /// <summary>The payload of a piece of data.</summary>
    public static byte[] ForData(int piece, int totalSize, ReadOnlySpan<byte> data) =>
        Write(MetadataMessageKind.Data, piece, totalSize, data);

    /// <summary>The payload of a reject.</summary>
    public static byte[] Reject(int piece) => Write(MetadataMessageKind.Reject, piece, 0, default);

    private static byte[] Write(MetadataMessageKind kind, int piece, int totalSize, ReadOnlySpan<byte> data)
    {
        var output = new ArrayBufferWriter<byte>(64 + data.Length);
        var writer = new BencodeWriter(output);
        writer.BeginDictionary();
        writer.Key("msg_type"u8);
        writer.Integer((long)kind);
        writer.Key("piece"u8);
        writer.Integer(piece);
        if (kind == MetadataMessageKind.Data)
        {
            writer.Key("total_size"u8);
            writer.Integer(totalSize);
        }

        writer.End();
        output.Write(data);
        return output.WrittenSpan.ToArray();
    }
}
