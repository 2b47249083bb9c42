using System.Diagnostics.CodeAnalysis;

namespace GSTorrent.Bencoding;

/// <summary>
/// A bencoded value (BEP 3) as a flat table over the caller's memory, which must not change while the document is used.
/// Strict: integers and lengths must be canonical. Keys that are unsorted or repeated are accepted, because real
/// metainfo files have them, and reported. Immutable and thread-safe.
/// </summary>
public sealed class BencodeDocument
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly BencodeToken[] _tokens;

    private BencodeDocument(ReadOnlyMemory<byte> data, in BencodeParser parser)
    {
        _data = data;
        _tokens = parser.Tokens;
        HasUnsortedKeys = parser.HasUnsortedKeys;
        HasDuplicateKeys = parser.HasDuplicateKeys;
    }

    /// <summary>The one value of the document.</summary>
    public BencodeElement Root => new(this, 0);

    /// <summary>Does some dictionary have keys that are not in ascending order of their bytes?</summary>
    public bool HasUnsortedKeys { get; }

    /// <summary>Does some dictionary have a key twice? Look-ups find the first.</summary>
    public bool HasDuplicateKeys { get; }

    /// <summary>Parses input that must be exactly one value.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> data,
        BencodeLimits limits,
        [NotNullWhen(true)] out BencodeDocument? document,
        out BencodeError error)
    {
        if (!TryParsePrefix(data, limits, out document, out int consumed, out error)) return false;
        if (consumed == data.Length) return true;
        document = null;
        error = new BencodeError("more bytes after the end of the value", consumed);
        return false;
    }

    /// <summary>
    /// Parses one value at the start of the input; other bytes may follow, as in a ut_metadata message (BEP 9).
    /// </summary>
    /// <param name="data">The input.</param>
    /// <param name="limits">Bounds for the value.</param>
    /// <param name="document">The value, or null.</param>
    /// <param name="consumed">Bytes that the value takes; 0 on failure.</param>
    /// <param name="error">Why it failed.</param>
    public static bool TryParsePrefix(
        ReadOnlyMemory<byte> data,
        BencodeLimits limits,
        [NotNullWhen(true)] out BencodeDocument? document,
        out int consumed,
        out BencodeError error)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var parser = new BencodeParser(data, limits);
        bool valid = parser.TryRead();
        error = parser.Error;
        consumed = valid ? parser.Consumed : 0;
        document = valid ? new BencodeDocument(data[..consumed], parser) : null;
        return valid;
    }

    internal ref readonly BencodeToken Token(int index) => ref _tokens[index];

    internal ReadOnlyMemory<byte> Slice(int start, int end) => _data[start..end];

    internal byte ByteAt(int offset) => _data.Span[offset];
}
