using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>
/// The calls of the C library that .NET does not offer: opening relative to a directory without following links,
/// directory flushes, holes. Linux only.
/// </summary>
internal static partial class Libc
{
    public const int AtEmptyPath = 0x1000;
    public const int AtSymlinkNoFollow = 0x100;
    public const int AtRemoveDirectory = 0x200;
    public const int OpenReadOnly = 0;
    public const int OpenReadWrite = 2;
    public const int OpenCreate = 0x40;
    public const int OpenExclusive = 0x80;
    public const int OpenNonBlocking = 0x800;
    public const int OpenCloseOnExec = 0x80000;
    public const int SeekToData = 3;
    public const int SeekToHole = 4;
    public const int PriorityOfProcess = 0;
    public const uint SyncRangeWrite = 2;
    public const uint SyncRangeWait = 1 | 4;

    private const string Library = "libc.so.6";
    private const uint BasicStats = 0x7ff;
    private const long OmitTime = 0x3ffffffe;
    private const uint RenameNoReplace = 1;
    private const short PollPriority = 2;

    private static readonly bool s_isArm =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    // glibc has it since 2.28.
    private static readonly bool s_hasRenameWithFlags =
        NativeLibrary.TryLoad(Library, out nint library) && NativeLibrary.TryGetExport(library, "renameat2", out _);

    /// <summary>These two flags are the only ones with other values on ARM.</summary>
    public static int OpenDirectory => s_isArm ? 0x4000 : 0x10000;

    public static int OpenNoFollow => s_isArm ? 0x8000 : 0x20000;

    public static int LastError => Marshal.GetLastPInvokeError();

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenAt(int directory, string name, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    /// <summary>Has the kernel news of a file that is watched by its exceptional condition (proc(5))?</summary>
    public static unsafe bool HasNews(SafeFileHandle file)
    {
        bool isHeld = false;
        try
        {
            file.DangerousAddRef(ref isHeld);
            var asked = new PollDescriptor { Descriptor = (int)file.DangerousGetHandle(), Events = PollPriority };
            return Poll(&asked, 1, timeoutMs: 0) != 0;
        }
        finally
        {
            if (isHeld) file.DangerousRelease();
        }
    }

    [LibraryImport(Library, EntryPoint = "setpriority", SetLastError = true)]
    public static partial int SetPriority(int which, int who, int priority);

    [LibraryImport(Library, EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeDirectoryAt(int directory, string name, uint mode);

    [LibraryImport(Library, EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int UnlinkAt(int directory, string name, int flags);

    /// <summary>Renames, but never onto something that is there: that is <see cref="Errno.Exists"/>.</summary>
    public static int RenameNew(int fromDirectory, string from, int toDirectory, string to)
    {
        if (s_hasRenameWithFlags)
        {
            int result = RenameAt(fromDirectory, from, toDirectory, to, RenameNoReplace);
            // Some network file systems cannot promise it.
            if (result == 0 || LastError != Errno.Invalid) return result;
        }

        if (StatusAt(toDirectory, to, out _) != 0) return RenameAt(fromDirectory, from, toDirectory, to);
        Marshal.SetLastPInvokeError(Errno.Exists);
        return -1;
    }

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int FlushDirectory(int descriptor);

    [LibraryImport(Library, EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int FlushContent(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "sync_file_range", SetLastError = true)]
    public static partial int SyncRange(SafeFileHandle file, long offset, long length, uint how);

    [LibraryImport(Library, EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int SetLength(SafeFileHandle file, long length);

    /// <summary>The system call, not posix_fallocate: that one writes every block where it is not supported.</summary>
    [LibraryImport(Library, EntryPoint = "fallocate", SetLastError = true)]
    public static partial int Allocate(SafeFileHandle file, int mode, long offset, long length);

    [LibraryImport(Library, EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(SafeFileHandle file, long offset, int whence);

    public static int StatusAt(int directory, string name, out FileStatus status) =>
        Status(directory, name, AtSymlinkNoFollow, BasicStats, out status);

    public static int StatusOf(SafeFileHandle file, out FileStatus status) =>
        Status(file, "", AtEmptyPath, BasicStats, out status);

    public static int StatusOf(int descriptor, out FileStatus status) =>
        Status(descriptor, "", AtEmptyPath, BasicStats, out status);

    /// <summary>Gives a file the times of another, so that its stamp stays the same.</summary>
    public static unsafe bool CopyTimes(SafeFileHandle from, SafeFileHandle to)
    {
        if (Status(from, "", AtEmptyPath, BasicStats, out FileStatus status) != 0) return false;
        // Twice { seconds, nanoseconds }: access and change. The first is left as it is.
        long* times = stackalloc long[] { 0, OmitTime, status.ModifiedSeconds, status.ModifiedNanoseconds };
        return SetTimes(to, times) == 0;
    }

    [LibraryImport(Library, EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int fromDirectory, string from, int toDirectory, string to);

    [LibraryImport(Library, EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport(Library, EntryPoint = "futimens", SetLastError = true)]
    private static unsafe partial int SetTimes(SafeFileHandle file, long* times);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(SafeFileHandle file, string name, int flags, uint mask, out FileStatus status);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int directory, string name, int flags, uint mask, out FileStatus status);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(PollDescriptor* descriptors, nuint count, int timeoutMs);

    /// <summary>struct pollfd, poll(2).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Occurred;
    }
}
