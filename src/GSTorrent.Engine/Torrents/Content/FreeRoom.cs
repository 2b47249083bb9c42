using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Is there room on a volume?</summary>
internal static class FreeRoom
{
    /// <summary>An error if less than so many bytes are free at the path.</summary>
    public static StorageError? Check(string path, long neededBytes)
    {
        if (FreeSpace.Of(path, out FreeSpace space) is { } error) return error;
        return space.AvailableBytes >= neededBytes
            ? null
            : new StorageError(StorageErrorKind.DiskFull, "check free space of", path,
                $"{space.AvailableBytes} bytes are free, {neededBytes} are needed");
    }
}
