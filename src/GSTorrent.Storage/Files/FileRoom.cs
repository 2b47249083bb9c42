using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>Makes room for files.</summary>
internal static class FileRoom
{
    /// <summary>Gives a file that is shorter than it will be its full length.</summary>
    /// <param name="handle">Open for writing.</param>
    /// <param name="length">What it will have.</param>
    /// <param name="mode">How.</param>
    /// <param name="path">For the error.</param>
    public static StorageError? Allocate(SafeFileHandle handle, long length, AllocationMode mode, string path)
    {
        if (Libc.Seek(handle, 0, whence: 2) >= length) return null;
        bool reserve = mode == AllocationMode.Preallocate;
        if (reserve && Libc.Allocate(handle, 0, 0, length) == 0) return null;
        bool isFailure = reserve && Libc.LastError is not (Errno.NotSupported or Errno.Invalid);
        if (!isFailure && Libc.SetLength(handle, length) == 0) return null;
        return Errno.Describe(Libc.LastError, "allocate", path);
    }
}
