using System.Security.Cryptography;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage.Tests.Hashing;

public sealed class ContentHasherTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SampleContent _content = new();

    public void Dispose() => _directory.Dispose();

    private List<SourceFile> WriteFiles()
    {
        var files = new List<SourceFile>();
        foreach (ContentFile file in _content.Layout.Files)
        {
            string path = _directory.File($"{file.Index}");
            if (!file.IsPadding) File.WriteAllBytes(path, _content.FileBytes(file.Index).ToArray());
            files.Add(new SourceFile(file.IsPadding ? null : path, file.Length));
        }

        return files;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Pieces_hash_as_the_content_one_after_the_other(int threads)
    {
        long told = 0;
        StorageError? error = new ContentHasher(threads).HashV1(
            WriteFiles(), SampleContent.PieceLength, out byte[] hashes, bytes => Interlocked.Add(ref told, bytes),
            TestContext.Current.CancellationToken);
        Assert.Null(error);
        Assert.Equal(_content.Hashes, hashes);
        Assert.Equal(_content.Layout.Length, told);
    }

    [Fact]
    public void Trees_hash_as_the_merkle_functions_say()
    {
        List<SourceFile> files = WriteFiles();
        Assert.Null(new ContentHasher(2).HashV2(files, 32_768, out FileHashTree[] trees));
        Assert.True(trees[SampleContent.Empty].PiecesRoot.IsEmpty);
        Assert.True(trees[SampleContent.Pad].PiecesRoot.IsEmpty);
        Assert.True(trees[SampleContent.B].PieceLayer.IsEmpty);
        byte[] small = SHA256.HashData(_content.FileBytes(SampleContent.B).Span);
        Assert.True(trees[SampleContent.B].PiecesRoot.Span.SequenceEqual(small));
        byte[] large = _content.FileBytes(SampleContent.D).ToArray();
        byte[] blocks = [.. large.Chunk(16_384).SelectMany(SHA256.HashData)];
        byte[] expected = Merkle.Root(blocks, 8, new byte[32]);
        Assert.True(trees[SampleContent.D].PiecesRoot.Span.SequenceEqual(expected));
        Assert.Equal(3 * 32, trees[SampleContent.D].PieceLayer.Length);
    }

    [Fact]
    public void A_file_that_shrank_or_vanished_is_named()
    {
        List<SourceFile> files = WriteFiles();
        File.WriteAllBytes(files[0].FullPath!, new byte[10]);
        StorageError? error = new ContentHasher(2).HashV1(files, 32_768, out _);
        Assert.Equal((StorageErrorKind.Missing, files[0].FullPath), (error?.Kind, error?.Path));
        File.Delete(files[0].FullPath!);
        error = new ContentHasher(2).HashV1(files, 32_768, out _);
        Assert.Equal((StorageErrorKind.Missing, files[0].FullPath), (error?.Kind, error?.Path));
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        StorageError? error = new ContentHasher(1).HashV1(
            WriteFiles(), SampleContent.PieceLength, out _, _ => cancellation.Cancel(), cancellation.Token);
        Assert.Equal(StorageErrorKind.Cancelled, error?.Kind);
    }
}
