using System.Numerics;
using System.Runtime.InteropServices;

namespace GSTorrent.Primitives;

/// <summary>
/// One bit a piece in the wire's order: piece 0 is the high bit of the first byte (BEP 3). Not thread-safe.
/// </summary>
public sealed class Bitfield
{
    private readonly byte[] _bytes;

    /// <param name="length">Number of bits, all clear at first.</param>
    public Bitfield(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _bytes = new byte[ByteCount(length)];
    }

    /// <summary>Number of bits.</summary>
    public int Length { get; }

    /// <summary>Number of set bits.</summary>
    public int Count { get; private set; }

    /// <summary>Are all bits set?</summary>
    public bool IsAll => Count == Length;

    /// <summary>Is no bit set?</summary>
    public bool IsNone => Count == 0;

    /// <summary>The bits as they go over the wire; spare bits are zero.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads a bit. An index out of range is a bug and throws.</summary>
    public bool this[int index] => (_bytes[index >> 3] & (0x80 >> (index & 7))) != 0;

    /// <summary>Bytes that so many bits take.</summary>
    public static int ByteCount(int length) => (int)(((long)length + 7) / 8);

    /// <summary>
    /// Takes bits from outside: exactly the right number of bytes, spare bits zero (BEP 3: else drop the peer).
    /// </summary>
    public static bool TryFromWire(ReadOnlySpan<byte> bytes, int length, out Bitfield? bitfield)
    {
        bitfield = null;
        if (bytes.Length != ByteCount(length)) return false;
        int spare = (bytes.Length * 8) - length;
        if (spare > 0 && (bytes[^1] & ((1 << spare) - 1)) != 0) return false;
        bitfield = new Bitfield(length);
        bytes.CopyTo(bitfield._bytes);
        bitfield.Recount();
        return true;
    }

    /// <summary>Sets a bit; true if it was clear.</summary>
    public bool Set(int index)
    {
        byte mask = (byte)(0x80 >> (index & 7));
        if ((_bytes[index >> 3] & mask) != 0) return false;
        _bytes[index >> 3] |= mask;
        Count++;
        return true;
    }

    /// <summary>Clears a bit; true if it was set.</summary>
    public bool Clear(int index)
    {
        byte mask = (byte)(0x80 >> (index & 7));
        if ((_bytes[index >> 3] & mask) == 0) return false;
        _bytes[index >> 3] &= (byte)~mask;
        Count--;
        return true;
    }

    /// <summary>Sets every bit.</summary>
    public void SetAll()
    {
        Array.Fill(_bytes, (byte)0xff);
        int spare = (_bytes.Length * 8) - Length;
        if (spare > 0) _bytes[^1] = (byte)(0xff << spare);
        Count = Length;
    }

    /// <summary>Clears every bit.</summary>
    public void ClearAll()
    {
        Array.Clear(_bytes);
        Count = 0;
    }

    /// <summary>A copy with its own bits.</summary>
    public Bitfield Clone()
    {
        var copy = new Bitfield(Length) { Count = Count };
        _bytes.CopyTo(copy._bytes, 0);
        return copy;
    }

    /// <summary>Is any bit set here that is clear in <paramref name="other"/> (same length)?</summary>
    public bool HasAnyNotIn(Bitfield other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < _bytes.Length; i++)
            if ((_bytes[i] & ~other._bytes[i]) != 0) return true;
        return false;
    }

    /// <summary>How many bits are set here that are clear in <paramref name="other"/> (same length)?</summary>
    public int CountNotIn(Bitfield other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int count = 0;
        for (int i = 0; i < _bytes.Length; i++) count += BitOperations.PopCount((uint)(_bytes[i] & ~other._bytes[i]));
        return count;
    }

    private void Recount()
    {
        int count = 0;
        ReadOnlySpan<byte> rest = _bytes;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(rest)) count += BitOperations.PopCount(word);
        foreach (byte tail in rest[(rest.Length & ~7)..]) count += BitOperations.PopCount(tail);
        Count = count;
    }
}
