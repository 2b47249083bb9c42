using System.Security.Cryptography;

namespace GSTorrent.Storage.Tests.Hashing;

public sealed class PieceHasherTests
{
    [Fact]
    public void Gathered_buffers_hash_as_one()
    {
        byte[] content = new byte[100_000];
        new Random(5).NextBytes(content);
        ReadOnlyMemory<byte>[] gathered = [content.AsMemory(0, 1), content.AsMemory(1, 0), content.AsMemory(1)];
        byte[] sha1 = new byte[20];
        byte[] sha256 = new byte[32];
        for (int round = 0; round < 2; round++)
        {
            PieceHasher.Sha1(gathered, sha1);
            PieceHasher.Sha256(gathered, sha256);
            Assert.Equal(SHA1.HashData(content), sha1);
            Assert.Equal(SHA256.HashData(content), sha256);
        }
    }

    [Fact]
    public void Hashing_does_not_allocate_once_warm()
    {
        ReadOnlyMemory<byte>[] gathered = [new byte[16_384], new byte[16_384]];
        Span<byte> hash = stackalloc byte[32];
        PieceHasher.Sha1(gathered, hash[..20]);
        PieceHasher.Sha256(gathered, hash);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            PieceHasher.Sha1(gathered, hash[..20]);
            PieceHasher.Sha256(gathered, hash);
            PieceHasher.Sha1(gathered[0].Span, hash[..20]);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
