namespace GSTorrent.Bencoding;

/// <summary>The four kinds of bencoded values (BEP 3).</summary>
public enum BencodeKind : byte
{
    /// <summary><c>i42e</c></summary>
    Integer,

    /// <summary><c>4:spam</c></summary>
    Bytes,

    /// <summary><c>l4:spami42ee</c></summary>
    List,

    /// <summary><c>d3:cow3:mooe</c></summary>
    Dictionary,
}
