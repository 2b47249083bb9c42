using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GSTorrent.Application.Access;

/// <summary>
/// Passwords as they are stored: PBKDF2 (RFC 8018) with HMAC-SHA-512, a salt of its own for each, and its count of
/// rounds, as <c>pbkdf2-sha512$ROUNDS$SALT$HASH</c>.
/// </summary>
internal static class PasswordHash
{
    /// <summary>What one guess costs, at least by today's advice for this function.</summary>
    public const int Rounds = 210_000;

    private const string Kind = "pbkdf2-sha512";
    private const int SaltLength = 16, HashLength = 64, MaxRounds = 100_000_000;

    /// <summary>A new one each time.</summary>
    public static string Create(string password, int rounds = Rounds)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltLength);
        byte[] hash = Compute(password, salt, rounds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Kind}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Is it of this password? A damaged text is of none.</summary>
    public static bool Verify(string password, string stored)
    {
        if (!TryRead(stored, out int rounds, out byte[]? salt, out byte[]? hash)) return false;
        return CryptographicOperations.FixedTimeEquals(Compute(password, salt, rounds), hash);
    }

    private static byte[] Compute(string password, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA512, HashLength);

    private static bool TryRead(string stored, out int rounds, out byte[] salt, out byte[] hash)
    {
        (rounds, salt, hash) = (0, new byte[SaltLength], new byte[HashLength]);
        string[] parts = stored.Split('$');
        return parts.Length == 4 && parts[0] is Kind
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out rounds)
            && rounds is > 0 and <= MaxRounds
            && Convert.TryFromBase64String(parts[2], salt, out int saltLength) && saltLength == SaltLength
            && Convert.TryFromBase64String(parts[3], hash, out int hashLength) && hashLength == HashLength;
    }
}
