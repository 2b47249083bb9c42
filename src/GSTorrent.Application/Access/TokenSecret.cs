using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GSTorrent.Application.Access;

/// <summary>The secret of a token: <c>gst_</c> and 256 random bits in base64url.</summary>
internal static class TokenSecret
{
    private const string Prefix = "gst_";
    private const int Length = 47;

    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static bool HasForm(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && Ascii.IsValid(text);

    /// <summary>SHA-256 is enough: nobody guesses 256 random bits, however fast the hash.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
