using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// A move that was decided. It is to be on record before the first file is touched: a kill may leave some files in the
/// old place and some in the new one.
/// </summary>
/// <param name="Target">Absolute path of the directory that the content goes to.</param>
/// <param name="SourceVolume">Where the volume of the old place was mounted.</param>
/// <param name="TargetVolume">Where the volume of the new place was mounted.</param>
public sealed record MoveIntent(string Target, string SourceVolume, string TargetVolume)
{
    /// <summary>A move from one directory to another, as the volumes are mounted now.</summary>
    public static MoveIntent Make(string source, string target)
    {
        MountTable mounts = MountTable.Read();
        return new MoveIntent(target, mounts.MountPointOf(source), mounts.MountPointOf(target));
    }

    /// <summary>
    /// Are both volumes mounted where they were? If not, their empty mount points would be taken for the places.
    /// </summary>
    /// <returns>Null, or what is missing.</returns>
    internal StorageError? CheckVolumes(string source)
    {
        MountTable mounts = MountTable.Read();
        const string Operation = "carry on the move of";
        return mounts.CheckVolume(source, SourceVolume, Operation)
            ?? mounts.CheckVolume(Target, TargetVolume, Operation);
    }
}
