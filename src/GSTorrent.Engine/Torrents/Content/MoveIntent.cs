using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// A move that was decided. It is to be on record before the first file is touched: a kill may leave some files in the
/// old place and some in the new one.
/// </summary>
/// <param name="Target">Absolute path of the directory that the content goes to.</param>
/// <param name="SourceMount">The mount point that held the old place; null: not known.</param>
/// <param name="TargetMount">That of the new place.</param>
public sealed record MoveIntent(string Target, string? SourceMount, string? TargetMount)
{
    /// <summary>
    /// Files that do not move, by index: what lies at their paths is not the torrent's. Null: not found out yet, and no
    /// file was touched.
    /// </summary>
    public IReadOnlyList<int>? Stays { get; init; }

    /// <summary>A move from one directory to another, as the disks are mounted now.</summary>
    public static MoveIntent Make(string source, string target)
    {
        MountTable mounts = MountTable.Read();
        return new MoveIntent(target, mounts.MountPointOf(source), mounts.MountPointOf(target));
    }

    /// <summary>
    /// Are both disks mounted where they were? If not, their empty mount points would be taken for the places.
    /// </summary>
    /// <returns>Null, or what is missing.</returns>
    internal StorageError? CheckMounts(MountTable mounts, string source)
    {
        const string Operation = "carry on the move of";
        return mounts.CheckMount(source, SourceMount, Operation) ?? mounts.CheckMount(Target, TargetMount, Operation);
    }
}
