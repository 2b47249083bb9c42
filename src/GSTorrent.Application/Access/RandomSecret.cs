using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GSTorrent.Application.Access;

/// <summary>Secrets of 256 random bits, and what is kept of them.</summary>
internal static class RandomSecret
{
    private const int MaxLength = 128;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>
    /// By which a secret is found again. Finding takes the same time for every wrong one, as nobody can choose the
    /// hash; null for what can be none.
    /// </summary>
    public static string? HashOf(string? secret) => secret is { Length: > 0 and <= MaxLength }
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))
        : null;
}
