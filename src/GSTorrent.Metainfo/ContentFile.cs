namespace GSTorrent.MetainfoFormat;

/// <summary>A file of the content.</summary>
/// <param name="Index">Its place in the metainfo, from 0; padding counts.</param>
/// <param name="Path">
/// Safe, relative, '/' separated, unique within the torrent also where letter case does not count. In a torrent of many
/// files it begins with the torrent's name as a folder.
/// </param>
/// <param name="Offset">First byte within the content.</param>
/// <param name="Length">Bytes, perhaps 0.</param>
/// <param name="IsPadding">
/// Zeros that only align the next file (BEP 47), or a symbolic link, which has length 0. Never on disk.
/// </param>
public sealed record ContentFile(int Index, string Path, long Offset, long Length, bool IsPadding)
{
    /// <summary>
    /// Its path as the metainfo has it, if that differs from <see cref="Path"/> and the system at hand can hold it: no
    /// element leaves its folder, none holds what cannot be seen. Other systems may not tell it from that of another
    /// file. Null on Windows.
    /// </summary>
    public string? OriginalPath { get; init; }

    /// <summary>Does the metainfo have another path for it than <see cref="Path"/>?</summary>
    public bool IsAltered { get; init; }

    /// <summary>
    /// Root of the SHA-256 tree over the file's blocks (BEP 52), 32 bytes; empty if v1 only or no content.
    /// </summary>
    public ReadOnlyMemory<byte> PiecesRoot { get; init; }
}
