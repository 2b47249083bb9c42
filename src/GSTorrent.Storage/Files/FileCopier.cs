using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>Copies files between trees with their holes and times, durably and checked; one thread.</summary>
internal sealed class FileCopier(
    RootedTree source, RootedTree target, IProgress<long>? copiedBytes, CancellationToken cancellation)
{
    private const int BufferSize = 1024 * 1024;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
    private long _copiedBytes;

    /// <summary>Copies one file below one root to a path below the other, where nothing may stand.</summary>
    public StorageError? Copy(string path, string targetPath)
    {
        StorageError? error = source.Open(path, FileAccess.Read, create: false, out SafeFileHandle? from, out _);
        if (error is not null) return error;
        using (from)
        {
            error = target.Open(
                targetPath, FileAccess.ReadWrite, create: true, out SafeFileHandle? to, out bool created);
            if (error is not null) return error;
            using (to)
            {
                string fullPath = target.Root.FullPath(targetPath);
                if (!created) return Errno.Describe(Errno.Exists, "copy to", fullPath);
                return CopyContent(from!, to!, source.Root.FullPath(path), fullPath);
            }
        }
    }

    private StorageError? CopyContent(SafeFileHandle from, SafeFileHandle to, string fromPath, string toPath)
    {
        try
        {
            long length = RandomAccess.GetLength(from);
            if (Libc.SetLength(to, length) != 0) return Errno.Describe(Libc.LastError, "copy to", toPath);
            long position = 0;
            var disk = new PacedFlush(to);
            while (NextExtent(from, length, ref position, out long end))
            {
                StorageError? error = CopyExtent((from, fromPath), (to, toPath), position, end, disk);
                if (error is not null) return error;
                position = end;
            }

            if (!Libc.CopyTimes(from, to) || Libc.FlushContent(to) != 0)
                return Errno.Describe(Libc.LastError, "flush", toPath);
            return RandomAccess.GetLength(to) == length && RandomAccess.GetLength(from) == length
                ? null
                : new StorageError(StorageErrorKind.IoError, "copy to", toPath, "the copy has another length");
        }
        catch (Exception exception) when (Errno.IsDiskError(exception) || exception is ArgumentOutOfRangeException)
        {
            return Errno.Describe(exception, "copy to", toPath);
        }
    }

    private StorageError? CopyExtent(
        (SafeFileHandle File, string Path) from, (SafeFileHandle File, string Path) to, long position, long end,
        PacedFlush disk)
    {
        while (position < end)
        {
            if (cancellation.IsCancellationRequested)
                return new StorageError(StorageErrorKind.Cancelled, "copy", from.Path, "it was cancelled");
            Span<byte> chunk = _buffer.AsSpan(0, (int)Math.Min(BufferSize, end - position));
            int count = RandomAccess.Read(from.File, chunk, position);
            if (count == 0)
                return new StorageError(StorageErrorKind.IoError, "copy", from.Path, "the file became shorter");
            RandomAccess.Write(to.File, chunk[..count], position);
            position += count;
            if (disk.Wrote(position) is not 0 and var failed) return Errno.Describe(failed, "flush", to.Path);
            _copiedBytes += count;
            copiedBytes?.Report(_copiedBytes);
        }

        return null;
    }

    /// <summary>The next stretch with data; where holes cannot be told, all of the file.</summary>
    private static bool NextExtent(SafeFileHandle file, long length, ref long position, out long end)
    {
        end = length;
        if (position >= length) return false;
        long start = Libc.Seek(file, position, Libc.SeekToData);
        if (start < 0) return Libc.LastError != Errno.NoSuchOffset;
        position = start;
        long hole = Libc.Seek(file, start, Libc.SeekToHole);
        if (hole > start) end = Math.Min(hole, length);
        return true;
    }
}
