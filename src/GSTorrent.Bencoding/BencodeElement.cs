using System.Buffers.Text;
using System.Text;

namespace GSTorrent.Bencoding;

/// <summary>
/// A value inside a <see cref="BencodeDocument"/>. Asking for another kind than it has answers false, so peers' input
/// is read without exceptions. The default element is not part of any document and answers false to everything.
/// </summary>
public readonly struct BencodeElement : IEquatable<BencodeElement>
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly BencodeDocument? _document;
    private readonly int _index;

    internal BencodeElement(BencodeDocument document, int index)
    {
        _document = document;
        _index = index;
    }

    /// <summary>Is it a value of a document?</summary>
    public bool IsDefined => _document is not null;

    /// <summary>Which of the four kinds it is.</summary>
    public BencodeKind Kind => _document?.ByteAt(Token.Start) switch
    {
        null or (byte)'i' => BencodeKind.Integer,
        (byte)'l' => BencodeKind.List,
        (byte)'d' => BencodeKind.Dictionary,
        _ => BencodeKind.Bytes,
    };

    /// <summary>Items of a list, key-value pairs of a dictionary, else 0.</summary>
    public int Count => IsContainer ? Token.Detail : 0;

    /// <summary>The exact encoded bytes, as they are hashed for the info-hash.</summary>
    public ReadOnlyMemory<byte> RawBytes => _document is null ? default : _document.Slice(Token.Start, Token.End);

    /// <summary>First byte of the encoded value within the document, for error messages.</summary>
    public int Offset => _document is null ? 0 : Token.Start;

    private bool IsContainer => Kind is BencodeKind.List or BencodeKind.Dictionary;

    private ref readonly BencodeToken Token => ref _document!.Token(_index);

    /// <summary>The number, if it is an integer that fits 64 bits.</summary>
    public bool TryGetInteger(out long value)
    {
        value = 0;
        if (_document is null || Kind != BencodeKind.Integer) return false;
        ReadOnlySpan<byte> digits = _document.Slice(Token.Start + 1, Token.End - 1).Span;
        return Utf8Parser.TryParse(digits, out value, out int used) && used == digits.Length;
    }

    /// <summary>The content of a byte string, not copied.</summary>
    public bool TryGetBytes(out ReadOnlyMemory<byte> value)
    {
        bool valid = Kind == BencodeKind.Bytes;
        value = valid ? _document!.Slice(Token.Detail, Token.End) : default;
        return valid;
    }

    /// <summary>The text of a byte string, if it is valid UTF-8.</summary>
    public bool TryGetString(out string value)
    {
        value = "";
        if (!TryGetBytes(out ReadOnlyMemory<byte> bytes) || !System.Text.Unicode.Utf8.IsValid(bytes.Span)) return false;
        value = StrictUtf8.GetString(bytes.Span);
        return true;
    }

    /// <summary>
    /// The value of a key; false if this is not a dictionary or has no such key. Of repeated keys the first counts.
    /// Steps over the keys one by one: for large dictionaries enumerate instead.
    /// </summary>
    public bool TryGetProperty(ReadOnlySpan<byte> key, out BencodeElement value)
    {
        foreach (BencodeProperty property in EnumerateDictionary())
        {
            if (!property.Key.Span.SequenceEqual(key)) continue;
            value = property.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The integer at a key of a dictionary.</summary>
    public bool TryGetInteger(ReadOnlySpan<byte> key, out long value)
    {
        value = 0;
        return TryGetProperty(key, out BencodeElement element) && element.TryGetInteger(out value);
    }

    /// <summary>The byte string at a key of a dictionary.</summary>
    public bool TryGetBytes(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        value = default;
        return TryGetProperty(key, out BencodeElement element) && element.TryGetBytes(out value);
    }

    /// <summary>The text at a key of a dictionary.</summary>
    public bool TryGetString(ReadOnlySpan<byte> key, out string value)
    {
        value = "";
        return TryGetProperty(key, out BencodeElement element) && element.TryGetString(out value);
    }

    /// <summary>The items in order; none if it is not a list.</summary>
    public BencodeListEnumerator EnumerateList() =>
        new(_document, _index, Kind == BencodeKind.List ? Count : 0);

    /// <summary>The keys and values in the order of the input; none if it is not a dictionary.</summary>
    public BencodeDictionaryEnumerator EnumerateDictionary() =>
        new(_document, _index, Kind == BencodeKind.Dictionary ? Count : 0);

    /// <summary>Are they the same place of the same document?</summary>
    public bool Equals(BencodeElement other) => ReferenceEquals(_document, other._document) && _index == other._index;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is BencodeElement other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_document, _index);

    /// <summary>Is it the same element of the same document?</summary>
    public static bool operator ==(BencodeElement left, BencodeElement right) => left.Equals(right);

    /// <summary>Is it another element?</summary>
    public static bool operator !=(BencodeElement left, BencodeElement right) => !left.Equals(right);
}
