namespace GSTorrent.Storage;

/// <summary>
/// Carries a range of the content to and from where its bytes live: files, part file or nowhere (padding).
/// </summary>
internal sealed class SpanAccess(ContentLayout layout, ContentFiles files, PartFile parts, WantedFiles wanted)
{
    public StorageError? Write(FileSpans spans, BufferCursor<ReadOnlyMemory<byte>> buffers)
    {
        StorageError? error = null;
        foreach (FileSpan span in spans)
        {
            if (span.IsPadding)
            {
                _ = buffers.Take(span.Length);
            }
            else if (wanted.IsInPartFile(span.File))
            {
                for (long done = 0; error is null && done < span.Length;)
                {
                    FileSpan part = WithinPiece(span, done);
                    error = parts.Write(files.Tree, part, buffers.Take(part.Length));
                    done += part.Length;
                }
            }
            else
            {
                error = files.Write(span, buffers.Take(span.Length));
            }

            if (error is not null) return error;
        }

        return null;
    }

    public StorageError? Read(FileSpans spans, BufferCursor<Memory<byte>> buffers)
    {
        StorageError? error = null;
        foreach (FileSpan span in spans)
        {
            if (span.IsPadding)
            {
                IReadOnlyList<Memory<byte>> zeros = buffers.Take(span.Length);
                for (int i = 0; i < zeros.Count; i++) zeros[i].Span.Clear();
            }
            else if (wanted.IsInPartFile(span.File))
            {
                for (long done = 0; error is null && done < span.Length;)
                {
                    FileSpan part = WithinPiece(span, done);
                    error = parts.Read(files.Tree, part, buffers.Take(part.Length));
                    done += part.Length;
                }
            }
            else
            {
                error = ReadFromFile(span, buffers.Take(span.Length));
            }

            if (error is not null) return error;
        }

        return null;
    }

    public ContentPresence Probe(FileSpans spans)
    {
        var all = ContentPresence.Zeros;
        foreach (FileSpan span in spans)
        {
            if (span.IsPadding) continue;
            ContentPresence one = wanted.IsInPartFile(span.File) ? ProbeParts(span) : ProbeFile(span);
            if (one == ContentPresence.Missing) return one;
            if (one == ContentPresence.Stored) all = one;
        }

        return all;
    }

    /// <summary>The stretch of a span from a position on that lies in one piece.</summary>
    public FileSpan WithinPiece(in FileSpan span, long done)
    {
        long offset = span.ContentOffset + done;
        long toPieceEnd = layout.Geometry.PieceLength - (offset % layout.Geometry.PieceLength);
        return new FileSpan(span.File, span.FileOffset + done, offset, Math.Min(span.Length - done, toPieceEnd));
    }

    private StorageError? ReadFromFile(in FileSpan span, IReadOnlyList<Memory<byte>> scattered)
    {
        StorageError? error = files.Acquire(span.File, forWrite: false, out HandleLease lease);
        using (lease) return error ?? PositionedIo.Read(lease, scattered, span.FileOffset, span.Length);
    }

    private ContentPresence ProbeFile(in FileSpan span)
    {
        if (files.IsAbsent(span.File)) return ContentPresence.Missing;
        StorageError? error = files.Acquire(span.File, forWrite: false, out HandleLease lease);
        using (lease)
        {
            if (error is not null) return ContentPresence.Missing;
            long end = span.FileOffset + span.Length;
            long start = Libc.Seek(lease.Handle, span.FileOffset, Libc.SeekToData);
            // No data from here on, or the file ends before: two answers with the same number.
            bool isEmpty = start < 0 && Libc.LastError == Errno.NoSuchOffset;
            if (!isEmpty && (start < 0 || start < end)) return ContentPresence.Stored;
            return Libc.Seek(lease.Handle, 0, whence: 2) >= end ? ContentPresence.Zeros : ContentPresence.Missing;
        }
    }

    private ContentPresence ProbeParts(in FileSpan span)
    {
        for (long done = 0; done < span.Length;)
        {
            FileSpan part = WithinPiece(span, done);
            int piece = (int)(part.ContentOffset / layout.Geometry.PieceLength);
            if (!parts.HasPiece(piece)) return ContentPresence.Missing;
            done += part.Length;
        }

        return ContentPresence.Stored;
    }
}
