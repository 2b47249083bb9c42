using System.Security.Cryptography;
using GSTorrent.Primitives;

namespace GSTorrent.Storage;

/// <summary>The SHA-1 of single pieces of source files.</summary>
internal sealed class SourcePieceWorker(
    ContentLayout layout, IReadOnlyList<SourceFile> files, byte[] hashes, Action<int>? hashedBytes) : HashWorker
{
    private readonly SourceReader _reader = new(files);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize);

    public override StorageError? Execute(int item)
    {
        foreach (FileSpan span in layout.SpansOf(item))
        {
            for (long done = 0; done < span.Length;)
            {
                Span<byte> content = _buffer.AsSpan(0, (int)Math.Min(BufferSize, span.Length - done));
                if (span.IsPadding) content.Clear();
                StorageError? error = span.IsPadding ? null : _reader.Read(span.File, span.FileOffset + done, content);
                if (error is not null) return error;
                _hash.AppendData(content);
                done += content.Length;
            }
        }

        _hash.GetHashAndReset(hashes.AsSpan(item * PieceHasher.Sha1Length, PieceHasher.Sha1Length));
        hashedBytes?.Invoke(layout.Geometry.SizeOf(item));
        return null;
    }

    public override void Dispose()
    {
        _reader.Dispose();
        _hash.Dispose();
    }
}
