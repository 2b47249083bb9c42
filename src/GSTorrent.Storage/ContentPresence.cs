namespace GSTorrent.Storage;

/// <summary>What a storage knows of a range without reading it.</summary>
public enum ContentPresence
{
    /// <summary>There may be data; read it.</summary>
    Stored,

    /// <summary>The range reads as zeros: a hole in a sparse file or padding.</summary>
    Zeros,

    /// <summary>At least some of the range cannot be read.</summary>
    Missing,
}
