using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>
/// A file of a torrent's content, open for reading beside the torrent that uses it. Nothing outside the torrent's root
/// is ever opened, and no link below it is followed. All methods wait for the disk.
/// </summary>
public sealed class ContentFileReader : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;

    private ContentFileReader(SafeFileHandle handle, string path)
    {
        _handle = handle;
        _path = path;
        Length = RandomAccess.GetLength(handle);
    }

    /// <summary>Bytes of the file when it was opened.</summary>
    public long Length { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="root">The folder that confines the torrent.</param>
    /// <param name="mountPoint">The mount point on record that holds the root; null: any.</param>
    /// <param name="path">Relative to the root, '/' separated.</param>
    /// <param name="reader">The file; null after an error.</param>
    /// <param name="confirm">See <see cref="StorageOptions.Confirm"/>.</param>
    /// <returns>Null, or why it cannot be opened.</returns>
    public static StorageError? TryOpen(
        string root, string? mountPoint, string path, out ContentFileReader? reader,
        Func<string, string, string?>? confirm = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(path);
        reader = null;
        var tree = new RootedTree(root, new RootMount(mountPoint, MountTable.Read), confirm);
        StorageError? error = tree.Open(path, FileAccess.Read, create: false, out SafeFileHandle? handle, out _);
        if (error is null) reader = new ContentFileReader(handle!, tree.Root.FullPath(path));
        return error;
    }

    /// <summary>Reads at a place; fewer bytes than asked for only at the end of the file.</summary>
    /// <returns>Null, or what failed.</returns>
    public StorageError? Read(long offset, Span<byte> buffer, out int count)
    {
        count = 0;
        try
        {
            while (count < buffer.Length)
            {
                int read = RandomAccess.Read(_handle, buffer[count..], offset + count);
                if (read == 0) break;
                count += read;
            }

            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return new StorageError(StorageErrorKind.IoError, "read", _path, failed.Message);
        }
    }

    /// <summary>Closes the file; a read under way ends first.</summary>
    public void Dispose() => _handle.Dispose();
}
