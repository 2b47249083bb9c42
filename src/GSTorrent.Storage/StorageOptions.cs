using System.Collections.ObjectModel;

namespace GSTorrent.Storage;

/// <summary>How room for a file is made when it is created.</summary>
public enum AllocationMode
{
    /// <summary>The file has its full length at once, blocks are taken when written.</summary>
    Sparse,

    /// <summary>All blocks are reserved at once where the file system can; elsewhere the same as sparse.</summary>
    Preallocate,
}

/// <summary>How the content of one torrent lies on disk.</summary>
/// <param name="Root">
/// Absolute path of the directory that holds the content; it must exist and is never created.
/// </param>
/// <param name="Allocation">How files are created.</param>
/// <param name="PartSuffix">Do incomplete files carry the suffix ".part"?</param>
public sealed record StorageOptions(
    string Root,
    AllocationMode Allocation = AllocationMode.Sparse,
    bool PartSuffix = false)
{
    /// <summary>
    /// Paths that replace those of the metainfo, by index of the file; relative, '/' separated, sanitised.
    /// </summary>
    public IReadOnlyDictionary<int, string> Paths { get; init; } = ReadOnlyDictionary<int, string>.Empty;

    /// <summary>
    /// The mount point that held the root when it was last found right; null takes the one that holds it now.
    /// </summary>
    public string? MountPoint { get; init; }

    /// <summary>Reads the table of mounts.</summary>
    public Func<MountTable> Mounts { get; init; } = MountTable.Read;

    /// <summary>
    /// Asked before a root is first used, and again after a <see cref="IContentStorage.Forget"/>: its path, and which
    /// directory it really is, without links. Null is allowed, else it tells why content must not lie there. Without it
    /// any root is good.
    /// </summary>
    public Func<string, string, string?>? Confirm { get; init; }

    /// <summary>
    /// Paths that files had before a rename that may not have ended. At the first use a file that is absent at its path
    /// and present at its former one is renamed; one that is present at both is an error.
    /// </summary>
    public IReadOnlyDictionary<int, string> FormerPaths { get; init; } = ReadOnlyDictionary<int, string>.Empty;
}
