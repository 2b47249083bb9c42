using System.Buffers;
using CsCheck;
using GSTorrent.Fuzz.Targets;

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
        Gen.Byte.Array[0, 300].Sample(BencodeTargets.Document, iter: 20_000);

    [Fact]
    public void Random_bytes_of_the_grammar_never_throw() =>
        Gen.Int[0, Alphabet.Length - 1].Select(i => (byte)Alphabet[i]).Array[0, 100].Sample(
            BencodeTargets.Document, iter: 50_000);

    [Fact]
    public void Mutated_documents_never_throw()
    {
        Gen<(int, int, byte, int)> mutation =
            Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 200], Gen.Byte, Gen.Int[0, 3]);
        mutation.Array[1, 4].Sample(steps =>
        {
            byte[] bytes = Bencode.Bytes(Valid[steps[0].Item1]);
            foreach ((_, int at, byte value, int kind) in steps) bytes = Mutate(bytes, at, value, kind);
            BencodeTargets.Document(bytes);
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
            BencodeTargets.Copy(document.Root, new BencodeWriter(copy));
            return copy.WrittenSpan.SequenceEqual(output.WrittenSpan);
        }, iter: 2_000);

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
