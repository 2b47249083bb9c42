using System.Runtime.InteropServices;
using System.Text;

namespace GSTorrent.Storage;

/// <summary>What the base library does not tell of a path: its type and where it really is.</summary>
internal static partial class PosixPath
{
    private const string Library = "libc";
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint TypeWanted = 1;
    private const int StatusLength = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xf000;
    private const int RegularFile = 0x8000;
    private const int PathLength = 4096;

    /// <summary>Is it a file with content, and no pipe, socket or device? Links are followed.</summary>
    public static bool IsRegularFile(string path)
    {
        if (OperatingSystem.IsWindows()) return File.Exists(path);
        byte[] status = new byte[StatusLength];
        return Status(CurrentDirectory, path, 0, TypeWanted, status) == 0
            && (BitConverter.ToUInt16(status, ModeOffset) & TypeMask) == RegularFile;
    }

    /// <summary>Is there anything of that name, if only a link that leads nowhere?</summary>
    public static bool IsThere(string path) => OperatingSystem.IsWindows()
        ? Path.Exists(path)
        : Status(CurrentDirectory, path, NoFollow, TypeWanted, new byte[StatusLength]) == 0;

    /// <summary>The path without links in any part of it; null if it leads nowhere.</summary>
    public static string? Resolve(string path)
    {
        if (OperatingSystem.IsWindows()) return Path.GetFullPath(path);
        byte[] resolved = new byte[PathLength];
        return RealPath(path, resolved) == 0
            ? null
            : Encoding.UTF8.GetString(resolved, 0, Array.IndexOf(resolved, (byte)0));
    }

    [LibraryImport(Library, EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Status(int directory, string path, int flags, uint mask, byte[] status);

    [LibraryImport(Library, EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint RealPath(string path, byte[] resolved);
}
