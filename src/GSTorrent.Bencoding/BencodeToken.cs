namespace GSTorrent.Bencoding;

/// <summary>
/// One value or key in the flat table. Tokens stand in the order of the input, so a container's children follow it
/// directly and <see cref="Next"/> steps over a whole subtree.
/// </summary>
internal struct BencodeToken
{
    /// <summary>First byte of the encoded value.</summary>
    public int Start;

    /// <summary>The byte after the encoded value.</summary>
    public int End;

    /// <summary>Index of the first token that is not inside this one.</summary>
    public int Next;

    /// <summary>Byte strings: where the content begins. Containers: number of items or of key-value pairs.</summary>
    public int Detail;
}
