using System.Runtime.CompilerServices;

namespace GSTorrent.Primitives;

/// <summary>
/// The SHA-1 of a torrent's info dictionary (BEP 3), 20 bytes. For a v2 torrent on the wire: its SHA-256 cut to 20
/// bytes
/// (BEP 52).
/// </summary>
public readonly struct InfoHash : IEquatable<InfoHash>, IComparable<InfoHash>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 20;

    private readonly Bytes20 _bytes;

    /// <param name="bytes">Exactly 20 bytes.</param>
    /// <exception cref="ArgumentException">Not 20 bytes.</exception>
    public InfoHash(ReadOnlySpan<byte> bytes) => _bytes = Bytes20.From(bytes);

    /// <summary>Writes the 20 bytes at the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)_bytes).CopyTo(destination);

    /// <summary>The 20 bytes, as a new array.</summary>
    public byte[] ToArray() => ((ReadOnlySpan<byte>)_bytes).ToArray();

    /// <summary>Parses 40 hexadecimal digits or, as old magnet links have it, 32 base32 letters (RFC 4648).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out InfoHash infoHash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bool valid = text.Length switch
        {
            40 => Convert.FromHexString(text, bytes, out _, out int written) == System.Buffers.OperationStatus.Done
                  && written == Length,
            32 => Base32.TryDecode(text, bytes),
            _ => false,
        };
        infoHash = valid ? new InfoHash(bytes) : default;
        return valid;
    }

    /// <inheritdoc />
    public bool Equals(InfoHash other) => ((ReadOnlySpan<byte>)_bytes).SequenceEqual(other._bytes);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is InfoHash other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Unsafe.ReadUnaligned<int>(ref Unsafe.AsRef(in _bytes[0]));

    /// <inheritdoc />
    public int CompareTo(InfoHash other) => ((ReadOnlySpan<byte>)_bytes).SequenceCompareTo(other._bytes);

    /// <summary>40 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bytes);

    /// <summary>Writes what <see cref="ToString"/> gives, as UTF-8.</summary>
    /// <param name="utf8">Room for twice <see cref="Length"/> bytes.</param>
    /// <exception cref="ArgumentException">There is less room.</exception>
    public void FormatTo(Span<byte> utf8)
    {
        if (!Convert.TryToHexStringLower(_bytes, utf8, out _))
            throw new ArgumentException($"an info-hash has {2 * Length} digits", nameof(utf8));
    }

    /// <summary>Are the bytes the same?</summary>
    public static bool operator ==(InfoHash left, InfoHash right) => left.Equals(right);

    /// <summary>Do the bytes differ?</summary>
    public static bool operator !=(InfoHash left, InfoHash right) => !left.Equals(right);

    /// <summary>In the order of the bytes.</summary>
    public static bool operator <(InfoHash left, InfoHash right) => left.CompareTo(right) < 0;

    /// <summary>In the order of the bytes.</summary>
    public static bool operator >(InfoHash left, InfoHash right) => left.CompareTo(right) > 0;

    /// <summary>In the order of the bytes.</summary>
    public static bool operator <=(InfoHash left, InfoHash right) => left.CompareTo(right) <= 0;

    /// <summary>In the order of the bytes.</summary>
    public static bool operator >=(InfoHash left, InfoHash right) => left.CompareTo(right) >= 0;
}
