namespace GSTorrent.Storage;

/// <summary>Room on the file system of a path.</summary>
/// <param name="AvailableBytes">Bytes that this user may still write.</param>
/// <param name="TotalBytes">Size of the file system.</param>
public readonly record struct FreeSpace(long AvailableBytes, long TotalBytes)
{
    /// <summary>
    /// Asks the file system; the path must exist. May hang when the volume hangs: call on a worker thread.
    /// </summary>
    public static StorageError? Of(string path, out FreeSpace space)
    {
        space = default;
        try
        {
            if (!Path.Exists(path)) return Errno.Describe(Errno.NoEntry, "ask free space of", path);
            var drive = new DriveInfo(path);
            space = new FreeSpace(drive.AvailableFreeSpace, drive.TotalSize);
            return null;
        }
        catch (Exception exception) when (Errno.IsDiskError(exception))
        {
            return Errno.Describe(exception, "ask free space of", path);
        }
    }
}
