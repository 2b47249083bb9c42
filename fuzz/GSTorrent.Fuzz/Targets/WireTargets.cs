using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Fuzz.Targets;

/// <summary>The peer wire protocol (BEP 3, BEP 6) and its extensions (BEP 9, BEP 10, BEP 11, BEP 54).</summary>
internal static class WireTargets
{
    private static readonly WireLimits Limits = WireLimits.ForPieceCount(64);

    /// <summary>A stream of messages: an answer always comes, it is consistent, and the stream always ends.</summary>
    public static void Messages(byte[] bytes)
    {
        var pool = new BlockPool();
        ReadOnlySpan<byte> rest = bytes;
        while (WireReader.TryRead(
            rest, Limits, out RawMessage raw, out int consumed, out DisconnectReason reason) == ReadStatus.Done)
        {
            Expect.That(consumed >= WireReader.PrefixLength && consumed <= rest.Length, $"{consumed} bytes were read");
            Expect.That(raw.Piece >= 0 && raw.Offset >= 0 && raw.Length >= 0, "a number is negative");
            Expect.That(reason == DisconnectReason.None, $"a good message is {reason}");
            PeerMessage message = raw.ToPeerMessage(pool);
            if (message.Kind != MessageKind.Unknown)
                Expect.That(WireWriter.SizeOf(message) == consumed, "it is written with another length");
            message.Block?.Release();
            if (message.Kind == MessageKind.Extended) Extended(message.Bytes.ToArray());
            rest = rest[consumed..];
        }

        Expect.That(pool.RentedCount == 0, "a block is lost");
    }

    public static void Handshake(byte[] bytes)
    {
        ReadStatus whole = HandshakeReader.TryRead(bytes, out _);
        ReadStatus half = HandshakeReader.TryReadInfoHash(bytes, out _, out _);
        Expect.That(HandshakeReader.StartsRight(bytes) || whole == ReadStatus.Invalid, "a wrong beginning is taken");
        Expect.That(whole != ReadStatus.Done || half == ReadStatus.Done, "the whole is there, but not its half");
    }

    /// <summary>The payload of an extended message, whatever its number says it is.</summary>
    public static void Extended(byte[] payload)
    {
        Expect.That(
            ExtendedHandshake.TryParse(payload, out ExtendedHandshake? handshake) == (handshake is not null),
            "a handshake is half read");
        Expect.That(PexMessage.TryParse(payload, out PexMessage? pex) == (pex is not null), "a PEX is half read");
        if (MetadataMessage.TryParse(payload, out MetadataMessage metadata))
            Expect.That(metadata.Data.Length <= MetadataMessage.PieceLength, "a piece of metadata is too long");
        if (LtDontHave.TryParse(payload, out int piece)) Expect.That(piece >= 0, "a piece is negative");
    }
}
