using System.Buffers;
using CsCheck;

namespace GSTorrent.Bencoding.Tests;

public sealed class BencodeFuzzTests
{
    private const string Alphabet = "dlie:0123456789-a";

    private static readonly string[] Valid =
    [
        "d8:announce3:url4:infod6:lengthi5e4:name1:n12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaaee",
        "d1:ad2:id20:aaaaaaaaaaaaaaaaaaaae1:q4:ping1:t2:aa1:y1:qe",
        "lli-1ei0ei9223372036854775807eeldelee0:e",
    ];

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen.Byte.Array[0, 300].Sample(bytes => { Exercise(bytes); }, iter: 20_000);

    [Fact]
    public void Random_bytes_of_the_grammar_never_throw() =>
        Gen.Int[0, Alphabet.Length - 1].Select(i => (byte)Alphabet[i]).Array[0, 100].Sample(bytes =>
            { Exercise(bytes); }, iter: 50_000);

    [Fact]
    public void Mutated_documents_never_throw()
    {
        Gen<(int, int, byte, int)> mutation =
            Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 200], Gen.Byte, Gen.Int[0, 3]);
        mutation.Array[1, 4].Sample(steps =>
        {
            byte[] bytes = Bencode.Bytes(Valid[steps[0].Item1]);
            foreach ((_, int at, byte value, int kind) in steps) bytes = Mutate(bytes, at, value, kind);
            Exercise(bytes);
        }, iter: 20_000);
    }

    [Fact]
    public void What_is_written_reads_back_and_writes_the_same() =>
        Gen.Int[0, 3].Array[1, 60].Select(Gen.Long.Array[60]).Sample((plan, numbers) =>
        {
            var output = new ArrayBufferWriter<byte>();
            WriteRandom(new BencodeWriter(output), plan, numbers);
            Assert.True(BencodeDocument.TryParse(output.WrittenMemory, BencodeLimits.Default,
                out BencodeDocument? document, out BencodeError error), error.ToString());
            Assert.False(document.HasUnsortedKeys || document.HasDuplicateKeys);
            var copy = new ArrayBufferWriter<byte>();
            Copy(document.Root, new BencodeWriter(copy));
            return copy.WrittenSpan.SequenceEqual(output.WrittenSpan);
        }, iter: 2_000);

    /// <summary>Accepted input must be walkable to its last byte and come out as it went in.</summary>
    private static void Exercise(byte[] bytes)
    {
        if (!BencodeDocument.TryParsePrefix(bytes, BencodeLimits.Default, out BencodeDocument? document,
                out int consumed, out BencodeError error))
        {
            Assert.InRange(error.Offset, 0, bytes.Length);
            return;
        }

        Assert.Equal(consumed, document.Root.RawBytes.Length);
        if (document.HasUnsortedKeys || document.HasDuplicateKeys) return;
        var copy = new ArrayBufferWriter<byte>();
        Copy(document.Root, new BencodeWriter(copy));
        Assert.True(copy.WrittenSpan.SequenceEqual(bytes.AsSpan(0, consumed)));
    }

    private static void Copy(BencodeElement element, BencodeWriter writer)
    {
        switch (element.Kind)
        {
            case BencodeKind.Integer:
                if (element.TryGetInteger(out long number)) writer.Integer(number);
                else writer.Raw(element.RawBytes.Span);
                break;
            case BencodeKind.Bytes:
                Assert.True(element.TryGetBytes(out ReadOnlyMemory<byte> bytes));
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

    private static void WriteRandom(BencodeWriter writer, int[] plan, long[] numbers)
    {
        int depth = 0;
        writer.BeginList();
        for (int i = 0; i < plan.Length; i++)
        {
            long number = numbers[i % numbers.Length];
            if (plan[i] == 0) writer.Integer(number);
            if (plan[i] == 1) writer.Bytes(BitConverter.GetBytes(number));
            if (plan[i] == 2 && depth < 50)
            {
                writer.BeginDictionary();
                writer.Key(BitConverter.GetBytes(number));
                writer.BeginList();
                writer.End();
                writer.End();
                writer.BeginList();
                depth++;
            }

            if (plan[i] != 3 || depth == 0) continue;
            writer.End();
            depth--;
        }

        for (; depth >= 0; depth--) writer.End();
    }

    private static byte[] Mutate(byte[] bytes, int at, byte value, int kind)
    {
        if (bytes.Length == 0) return [value];
        at %= bytes.Length;
        switch (kind)
        {
            case 0: bytes[at] = value; return bytes;
            case 1: return [.. bytes[..at], .. bytes[(at + 1)..]];
            case 2: return [.. bytes[..at], value, .. bytes[at..]];
            default: return bytes[..at];
        }
    }
}
