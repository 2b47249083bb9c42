using System.Buffers;
using GSTorrent.Bencoding;

namespace GSTorrent.Fuzz.Targets;

/// <summary>Bencode, BEP 3.</summary>
internal static class BencodeTargets
{
    /// <summary>Accepted input can be walked to its last byte and comes out as it went in.</summary>
    public static void Document(byte[] bytes)
    {
        if (!BencodeDocument.TryParsePrefix(bytes, BencodeLimits.Default, out BencodeDocument? document,
                out int consumed, out BencodeError error))
        {
            Expect.That(error.Offset >= 0 && error.Offset <= bytes.Length, $"the error is at {error.Offset}");
            return;
        }

        Expect.That(consumed == document.Root.RawBytes.Length, "the value has another length than was read");
        if (document.HasUnsortedKeys || document.HasDuplicateKeys) return;
        var copy = new ArrayBufferWriter<byte>();
        Copy(document.Root, new BencodeWriter(copy));
        Expect.That(copy.WrittenSpan.SequenceEqual(bytes.AsSpan(0, consumed)), "it is written otherwise");
    }

    public static void Copy(BencodeElement element, BencodeWriter writer)
    {
        switch (element.Kind)
        {
            case BencodeKind.Integer:
                if (element.TryGetInteger(out long number)) writer.Integer(number);
                else writer.Raw(element.RawBytes.Span);
                break;
            case BencodeKind.Bytes:
                Expect.That(element.TryGetBytes(out ReadOnlyMemory<byte> bytes), "a string has no bytes");
                writer.Bytes(bytes.Span);
                break;
            case BencodeKind.List:
                writer.BeginList();
                foreach (BencodeElement item in element.EnumerateList()) Copy(item, writer);
                writer.End();
                break;
            default:
                writer.BeginDictionary();
                foreach (BencodeProperty property in element.EnumerateDictionary())
                {
                    writer.Key(property.Key.Span);
                    Copy(property.Value, writer);
                }

                writer.End();
                break;
        }
    }
}
