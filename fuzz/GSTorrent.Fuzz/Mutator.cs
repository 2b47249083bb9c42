using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GSTorrent.Fuzz;

/// <summary>Makes inputs of the inputs that are there: the same seed gives the same ones.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, int seed)
{
    /// <summary>Longest input; larger ones find nothing that these do not, and take longer.</summary>
    private const int MaxLength = 8 * 1024;

    private static readonly long[] Edges =
    [
        0, 1, -1, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 16384, int.MaxValue, int.MinValue, uint.MaxValue,
        long.MaxValue, long.MinValue, 99999999999,
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next input.</summary>
    public byte[] Next()
    {
        var bytes = new List<byte>(Pick());
        for (int steps = 1 << _random.Next(5); steps > 0; steps--) Change(bytes);
        if (bytes.Count > MaxLength) bytes.RemoveRange(MaxLength, bytes.Count - MaxLength);
        return [.. bytes];
    }

    private byte[] Pick() => seeds.Count == 0 ? [] : seeds[_random.Next(seeds.Count)];

    private void Change(List<byte> bytes)
    {
        int at = _random.Next(bytes.Count + 1);
        switch (_random.Next(10))
        {
            case 0 when at < bytes.Count: bytes[at] = (byte)_random.Next(256); break;
            case 1 when at < bytes.Count: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
            case 2: bytes.Insert(at, (byte)_random.Next(256)); break;
            case 3: bytes.RemoveRange(at, _random.Next(Math.Min(bytes.Count - at, 32) + 1)); break;
            case 4: bytes.RemoveRange(at, bytes.Count - at); break;
            case 5: Overwrite(bytes, at, Number()); break;
            case 6: bytes.InsertRange(at, Digits()); break;
            case 7: bytes.InsertRange(at, Cut(Pick())); break;
            case 8: bytes.InsertRange(at, Cut([.. bytes])); break;
            default: Repeat(bytes, at); break;
        }
    }

    private static void Overwrite(List<byte> bytes, int at, ReadOnlySpan<byte> number)
    {
        for (int i = 0; i < number.Length && at + i < bytes.Count; i++) bytes[at + i] = number[i];
    }

    private ReadOnlySpan<byte> Number()
    {
        byte[] number = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, Edges[_random.Next(Edges.Length)]);
        int length = 1 << _random.Next(4);
        byte[] part = number[^length..];
        if (_random.Next(2) == 0) Array.Reverse(part);
        return part;
    }

    private byte[] Digits() =>
        Encoding.ASCII.GetBytes(Edges[_random.Next(Edges.Length)].ToString(CultureInfo.InvariantCulture));

    private byte[] Cut(byte[] bytes)
    {
        int from = _random.Next(bytes.Length + 1);
        return bytes[from..(from + _random.Next(bytes.Length - from + 1))];
    }

    // Depth and number are what limits are for: one short part many times.
    private void Repeat(List<byte> bytes, int at)
    {
        byte[] part = [.. bytes.Skip(at).Take(_random.Next(1, 9))];
        for (int times = 1 << _random.Next(10); times > 0 && bytes.Count < MaxLength; times--)
            bytes.InsertRange(at, part);
    }
}
