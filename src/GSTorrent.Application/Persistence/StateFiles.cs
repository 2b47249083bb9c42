using System.Runtime.InteropServices;
using System.Text;

namespace GSTorrent.Application.Persistence;

/// <summary>Files that only their owner may read, and that outlast a power cut once a method has returned.</summary>
internal static partial class StateFiles
{
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateDirectory = PrivateFile | UnixFileMode.UserExecute;

    /// <summary>Writes a file beside the path, flushes it and renames it over the path.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string staged = path + ".tmp";
        Write(staged, content);
        File.Move(staged, path, overwrite: true);
        FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Writes and flushes a file; its name is durable only after <see cref="FlushDirectory"/>.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using FileStream stream = Open(path, FileMode.Create, FileShare.None);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Makes the content of a file durable.</summary>
    public static void Flush(string path)
    {
        using FileStream file = Open(path, FileMode.Open, FileShare.ReadWrite | FileShare.Delete);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Opens a file for writing; a new one gets mode 0600 whatever the umask.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (mode != FileMode.Open && !OperatingSystem.IsWindows()) options.UnixCreateMode = PrivateFile;
        return new FileStream(path, options);
    }

    /// <summary>Makes sure of a directory with mode 0700.</summary>
    public static void MakePrivateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, PrivateDirectory);
        if (File.GetUnixFileMode(path) != PrivateDirectory) File.SetUnixFileMode(path, PrivateDirectory);
    }

    /// <summary>Takes the rights of everybody but the owner away.</summary>
    public static void MakePrivateFile(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path)) File.SetUnixFileMode(path, PrivateFile);
    }

    /// <summary>
    /// Makes names in the directory durable: new ones, renamed ones, and that removed ones are gone.
    /// </summary>
    /// <exception cref="IOException">The directory cannot be flushed.</exception>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        int handle = OpenForSync(Encoding.UTF8.GetBytes(path + '\0'), 0);
        if (handle < 0)
            throw new IOException($"Directory {path} cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        try
        {
            // Some file systems cannot flush directories and say EINVAL; there is nothing more to be done there.
            const int InvalidArgument = 22;
            if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw new IOException($"Directory {path} cannot be flushed: error {Marshal.GetLastPInvokeError()}.");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenForSync(byte[] path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
