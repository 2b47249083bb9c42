namespace GSTorrent.Bencoding;

/// <summary>A key of a dictionary with its value.</summary>
/// <param name="Key">Content of the key, not copied.</param>
/// <param name="Value">What stands behind it.</param>
public readonly record struct BencodeProperty(ReadOnlyMemory<byte> Key, BencodeElement Value);
