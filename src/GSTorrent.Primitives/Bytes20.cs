using System.Runtime.CompilerServices;

namespace GSTorrent.Primitives;

/// <summary>Twenty bytes by value: the size of SHA-1 and of every id in the protocol.</summary>
[InlineArray(20)]
internal struct Bytes20
{
    private byte _first;

    public static Bytes20 From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 20) throw new ArgumentException($"Expected 20 bytes, got {bytes.Length}.", nameof(bytes));
        Bytes20 result = default;
        bytes.CopyTo(result);
        return result;
    }
}
