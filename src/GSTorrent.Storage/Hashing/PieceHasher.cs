using System.Security.Cryptography;

namespace GSTorrent.Storage;

/// <summary>
/// Hashes of pieces (SHA-1, BEP 3; SHA-256, BEP 52) over buffers in order. Does not allocate once warm.
/// </summary>
public static class PieceHasher
{
    /// <summary>Bytes of a SHA-1.</summary>
    public const int Sha1Length = 20;

    /// <summary>Bytes of a SHA-256.</summary>
    public const int Sha256Length = 32;

    // One native context a thread, made at first use: a cache that no result depends on.
    [ThreadStatic]
    private static IncrementalHash? t_sha1;

    [ThreadStatic]
    private static IncrementalHash? t_sha256;

    /// <summary>The SHA-1 of buffers one after the other.</summary>
    public static void Sha1(IReadOnlyList<ReadOnlyMemory<byte>> gathered, Span<byte> destination20)
    {
        ArgumentNullException.ThrowIfNull(gathered);
        Hash(t_sha1 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA1), gathered, destination20);
    }

    /// <summary>The SHA-1 of one buffer.</summary>
    public static void Sha1(ReadOnlySpan<byte> content, Span<byte> destination20) =>
        SHA1.HashData(content, destination20);

    /// <summary>The SHA-256 of buffers one after the other.</summary>
    public static void Sha256(IReadOnlyList<ReadOnlyMemory<byte>> gathered, Span<byte> destination32)
    {
        ArgumentNullException.ThrowIfNull(gathered);
        Hash(t_sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256), gathered, destination32);
    }

    /// <summary>The SHA-256 of one buffer.</summary>
    public static void Sha256(ReadOnlySpan<byte> content, Span<byte> destination32) =>
        SHA256.HashData(content, destination32);

    private static void Hash(
        IncrementalHash hash, IReadOnlyList<ReadOnlyMemory<byte>> gathered, Span<byte> destination)
    {
        for (int i = 0; i < gathered.Count; i++) hash.AppendData(gathered[i].Span);
        hash.GetHashAndReset(destination);
    }
}
