namespace GSTorrent.Storage;

/// <summary>Paths that people name: what is there, and why nothing can be put there.</summary>
public static class LocalPath
{
    /// <summary>
    /// Opens a file that is read from beginning to end, but nothing that could keep the reader waiting.
    /// </summary>
    /// <exception cref="IOException">There is none; the message says why, without the path.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream OpenRead(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new IOException("this is a folder");
        if (!PosixPath.IsRegularFile(path) && Path.Exists(path))
            throw new IOException("this is no regular file but a pipe, a socket or a device; save it to a file first");
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException("there is no such file", absent);
        }
    }

    /// <summary>
    /// Which directory a path leads to, without links; null: there is none, or the system does not tell.
    /// </summary>
    public static string? RealDirectory(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int descriptor = Libc.Open(path, Libc.OpenReadOnly | Libc.OpenDirectory | Libc.OpenCloseOnExec, 0);
        if (descriptor < 0) return null;
        string? real = Real(descriptor);
        _ = Libc.Close(descriptor);
        return real;
    }

    /// <summary>The path of what is open, without links (proc(5)); null: the system does not tell.</summary>
    internal static string? Real(int descriptor)
    {
        try
        {
            return new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget;
        }
        catch (Exception exception) when (Errno.IsDiskError(exception))
        {
            return null;
        }
    }

    /// <summary>
    /// Why a file or directory could not be made. The system's own words for it say that something was not found, or
    /// name a file that nobody has heard of.
    /// </summary>
    /// <param name="denied">What the system answered.</param>
    /// <param name="path">Absolute path of what was to be made.</param>
    public static string WhyNotMade(Exception denied, string path)
    {
        ArgumentNullException.ThrowIfNull(denied);
        if (denied is UnauthorizedAccessException) return denied.Message;
        string? there = path;
        while (there is not null && !Path.Exists(there)) there = Path.GetDirectoryName(there);
        if (there is not null && !Directory.Exists(there)) return $"{there} is a file";
        bool isNotFound = denied is FileNotFoundException or DirectoryNotFoundException;
        return there is not null && isNotFound ? $"nothing new can be made in {there}" : denied.Message;
    }
}
