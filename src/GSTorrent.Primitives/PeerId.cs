using System.Runtime.CompilerServices;

namespace GSTorrent.Primitives;

/// <summary>The 20 bytes by which a peer names itself in a handshake and to trackers (BEP 3, form by BEP 20).</summary>
public readonly struct PeerId : IEquatable<PeerId>, IComparable<PeerId>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 20;

    private readonly Bytes20 _bytes;

    /// <param name="bytes">Exactly 20 bytes.</param>
    /// <exception cref="ArgumentException">Not 20 bytes.</exception>
    public PeerId(ReadOnlySpan<byte> bytes) => _bytes = Bytes20.From(bytes);

    /// <summary>
    /// A new id: the client's 8-byte prefix (BEP 20), then letters and digits drawn from <paramref name="random"/>.
    /// </summary>
    public static PeerId Create(ReadOnlySpan<byte> prefix, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ReadOnlySpan<byte> alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8;
        Span<byte> bytes = stackalloc byte[Length];
        prefix.CopyTo(bytes);
        for (int i = prefix.Length; i < Length; i++) bytes[i] = alphabet[random.Next(alphabet.Length)];
        return new PeerId(bytes);
    }

    /// <summary>Writes the 20 bytes at the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)_bytes).CopyTo(destination);

    /// <inheritdoc />
    public bool Equals(PeerId other) => ((ReadOnlySpan<byte>)_bytes).SequenceEqual(other._bytes);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is PeerId other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Unsafe.ReadUnaligned<int>(ref Unsafe.AsRef(in _bytes[16]));

    /// <inheritdoc />
    public int CompareTo(PeerId other) => ((ReadOnlySpan<byte>)_bytes).SequenceCompareTo(other._bytes);

    /// <summary>The id with every byte outside printable ASCII shown as a dot.</summary>
    public override string ToString() => string.Create(Length, this, static (text, id) =>
    {
        for (int i = 0; i < text.Length; i++)
            text[i] = id._bytes[i] is >= 0x20 and < 0x7f ? (char)id._bytes[i] : '.';
    });

    /// <summary>Are the bytes the same?</summary>
    public static bool operator ==(PeerId left, PeerId right) => left.Equals(right);

    /// <summary>Do the bytes differ?</summary>
    public static bool operator !=(PeerId left, PeerId right) => !left.Equals(right);

    /// <summary>In the order of the bytes.</summary>
    public static bool operator <(PeerId left, PeerId right) => left.CompareTo(right) < 0;

    /// <summary>In the order of the bytes.</summary>
    public static bool operator >(PeerId left, PeerId right) => left.CompareTo(right) > 0;

    /// <summary>In the order of the bytes.</summary>
    public static bool operator <=(PeerId left, PeerId right) => left.CompareTo(right) <= 0;

    /// <summary>In the order of the bytes.</summary>
    public static bool operator >=(PeerId left, PeerId right) => left.CompareTo(right) >= 0;
}
