using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>Gathered writes and scattered reads at a position of a file; exceptions of .NET become values.</summary>
internal static class PositionedIo
{
    public static StorageError? Write(in HandleLease file, IReadOnlyList<ReadOnlyMemory<byte>> gathered, long offset)
    {
        try
        {
            if (gathered.Count == 1) RandomAccess.Write(file.Handle, gathered[0].Span, offset);
            else RandomAccess.Write(file.Handle, gathered, offset);
            return null;
        }
        catch (Exception exception) when (IsDiskError(exception))
        {
            return Errno.Describe(exception, "write", file.Path);
        }
    }

    public static StorageError? Read(
        in HandleLease file, IReadOnlyList<Memory<byte>> scattered, long offset, long length)
    {
        try
        {
            long done = scattered.Count == 1
                ? RandomAccess.Read(file.Handle, scattered[0].Span, offset)
                : RandomAccess.Read(file.Handle, scattered, offset);
            if (done == length || FillRest(file.Handle, scattered, offset, done)) return null;
            return new StorageError(StorageErrorKind.Missing, "read", file.Path, "the file is too short");
        }
        catch (Exception exception) when (IsDiskError(exception))
        {
            return Errno.Describe(exception, "read", file.Path);
        }
    }

    /// <summary>The system may read less than asked for without being at the end.</summary>
    private static bool FillRest(SafeFileHandle handle, IReadOnlyList<Memory<byte>> scattered, long offset, long done)
    {
        foreach (Memory<byte> buffer in scattered)
        {
            Span<byte> rest = buffer.Span[(int)Math.Min(done, buffer.Length)..];
            done -= buffer.Length - rest.Length;
            offset += buffer.Length - rest.Length;
            while (!rest.IsEmpty)
            {
                int count = RandomAccess.Read(handle, rest, offset);
                if (count == 0) return false;
                rest = rest[count..];
                offset += count;
            }
        }

        return true;
    }

    // An argument out of range is how .NET reports a file that is too large for its file system.
    private static bool IsDiskError(Exception exception) =>
        Errno.IsDiskError(exception) || exception is ArgumentOutOfRangeException;
}
