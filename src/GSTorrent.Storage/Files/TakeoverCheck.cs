using System.Buffers;

namespace GSTorrent.Storage;

/// <summary>
/// Bytes in the part file are to move into a file that is there already: that is right only if an earlier try was cut
/// off, so that it holds nothing but some of these very bytes.
/// </summary>
internal sealed class TakeoverCheck(ContentLayout layout, ContentFiles files, PartFile parts)
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Null: nothing of anybody else is in it.</summary>
    /// <param name="file">By index.</param>
    /// <param name="shared">The spans that the part file holds.</param>
    public StorageError? Check(int file, IReadOnlyList<FileSpan> shared)
    {
        StorageError? error;
        FileStatus? status;
        string path;
        using (DirectoryWalk walk = files.Tree.Walk()) error = files.Find(walk, file, out status, out path);
        if (error is not null || status is null) return error;
        StorageError foreign = NotOurs.HasOtherBytes(files.Tree.Root.FullPath(path));
        if (status.Value.Size > layout.Files[file].Length) return foreign;
        error = files.Acquire(file, forWrite: false, out HandleLease lease);
        byte[] there = ArrayPool<byte>.Shared.Rent(BufferSize), ours = ArrayPool<byte>.Shared.Rent(BufferSize);
        using (lease)
        {
            for (long offset = 0; error is null && offset < status.Value.Size;)
            {
                long start = Libc.Seek(lease.Handle, offset, Libc.SeekToData);
                // No data from here on; where holes are not told of, all is read.
                if (start < 0 && Libc.LastError == Errno.NoSuchOffset) break;
                offset = Math.Max(offset, start);
                int count = (int)Math.Min(BufferSize, status.Value.Size - offset);
                error = PositionedIo.Read(lease, [there.AsMemory(0, count)], offset, count)
                    ?? ReadOurs(ours.AsMemory(0, count), offset, shared);
                if (error is null && !IsSameOrZero(there.AsSpan(0, count), ours)) error = foreign;
                offset += count;
            }
        }

        ArrayPool<byte>.Shared.Return(there);
        ArrayPool<byte>.Shared.Return(ours);
        if (error is null) files.Owners.NoteMade(file);
        return error;
    }

    private StorageError? ReadOurs(Memory<byte> buffer, long offset, IReadOnlyList<FileSpan> shared)
    {
        buffer.Span.Clear();
        foreach (FileSpan span in shared)
        {
            long start = Math.Max(offset, span.FileOffset);
            long end = Math.Min(offset + buffer.Length, span.FileOffset + span.Length);
            if (start >= end) continue;
            var part = new FileSpan(
                span.File, start, span.ContentOffset + start - span.FileOffset, end - start);
            StorageError? error = parts.Read(
                files.Tree, part, [buffer.Slice((int)(start - offset), (int)(end - start))]);
            if (error is not null) return error;
        }

        return null;
    }

    private static bool IsSameOrZero(ReadOnlySpan<byte> there, ReadOnlySpan<byte> ours)
    {
        for (int i = 0; i < there.Length; i++)
            if (there[i] != 0 && there[i] != ours[i]) return false;
        return true;
    }
}
