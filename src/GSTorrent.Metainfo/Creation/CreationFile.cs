namespace GSTorrent.MetainfoFormat;

/// <summary>A file that goes into a new torrent.</summary>
/// <param name="Path">'/' separated, relative to the torrent's folder; for a single file its name.</param>
/// <param name="Length">Bytes.</param>
public sealed record CreationFile(string Path, long Length)
{
    /// <summary>Zeros that align the next file in the version 1 side of a hybrid (BEP 47); not on disk.</summary>
    public bool IsPadding { get; init; }
}
