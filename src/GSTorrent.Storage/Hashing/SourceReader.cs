using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>Reads ranges of source files and keeps the last file open; one thread.</summary>
internal sealed class SourceReader(IReadOnlyList<SourceFile> files) : IDisposable
{
    private SafeFileHandle? _handle;
    private int _open = -1;

    /// <summary>Fills a buffer from a position of a file.</summary>
    public StorageError? Read(int file, long offset, Span<byte> buffer)
    {
        if (files[file].FullPath is not { } path)
        {
            buffer.Clear();
            return null;
        }

        try
        {
            if (_open != file) Open(file, path);
            while (!buffer.IsEmpty)
            {
                int count = RandomAccess.Read(_handle!, buffer, offset);
                if (count == 0)
                    return new StorageError(StorageErrorKind.Missing, "read", path, "the file is shorter than it was");
                buffer = buffer[count..];
                offset += count;
            }

            return null;
        }
        catch (Exception exception) when (Errno.IsDiskError(exception))
        {
            return Errno.Describe(exception, "read", path);
        }
    }

    public void Dispose()
    {
        _handle?.Dispose();
        _handle = null;
        _open = -1;
    }

    private void Open(int file, string path)
    {
        Dispose();
        _handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        _open = file;
    }
}
