namespace GSTorrent.MetainfoFormat;

/// <summary>A file as the metainfo lists it, its path cleaned but perhaps not unique yet.</summary>
/// <param name="Elements">
/// Cleaned names of the folders and the file, the torrent's name first if it is a folder.
/// </param>
/// <param name="Length">Bytes.</param>
internal sealed record ListedFile(string[] Elements, long Length)
{
    public ListedFile(ReadOnlySpan<PathName> path, long length)
        : this(new string[path.Length], length)
    {
        int written = path.Length - 1;
        for (int i = 0; i < path.Length; i++)
        {
            Elements[i] = path[i].Clean;
            IsAltered |= !string.Equals(path[i].Clean, path[i].Written, StringComparison.Ordinal);
            written += path[i].Written?.Length ?? MetainfoLimits.MaxPathLength;
        }

        if (!IsAltered || written > MetainfoLimits.MaxPathLength) return;
        string[] names = new string[path.Length];
        for (int i = 0; i < path.Length; i++) names[i] = path[i].Written!;
        Written = string.Join('/', names);
    }

    /// <summary>Did cleaning change a name?</summary>
    public bool IsAltered { get; }

    /// <summary>Its path as written, if cleaning changed it and the system at hand can hold it safely.</summary>
    public string? Written { get; }

    public bool IsPadding { get; init; }

    public bool IsSymlink { get; init; }

    /// <summary>Root of its SHA-256 tree (BEP 52), 32 bytes, or empty.</summary>
    public ReadOnlyMemory<byte> PiecesRoot { get; init; }
}
