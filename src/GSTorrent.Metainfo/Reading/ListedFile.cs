namespace GSTorrent.MetainfoFormat;

/// <summary>A file as the metainfo lists it, its path cleaned but perhaps not unique yet.</summary>
/// <param name="Elements">
/// Cleaned names of the folders and the file, the torrent's name first if it is a folder.
/// </param>
/// <param name="Length">Bytes.</param>
internal sealed record ListedFile(string[] Elements, long Length)
{
    public bool IsPadding { get; init; }

    public bool IsSymlink { get; init; }

    /// <summary>Root of its SHA-256 tree (BEP 52), 32 bytes, or empty.</summary>
    public ReadOnlyMemory<byte> PiecesRoot { get; init; }
}
