using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GSTorrent.Client;

/// <summary>SHA-256 over a certificate's DER bytes, written as 64 lower-case hexadecimal digits.</summary>
public static class CertificateFingerprint
{
    private const string Prefix = "sha256:";

    /// <summary>The fingerprint of a certificate.</summary>
    public static string Of(X509Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData()));
    }

    /// <summary>
    /// Brings a fingerprint to its normal form: upper case, colons between bytes and a leading <c>sha256:</c> are
    /// taken too.
    /// </summary>
    public static bool TryNormalize(string? text, [NotNullWhen(true)] out string? fingerprint)
    {
        fingerprint = null;
        if (text is null) return false;
        string digits = text.Trim();
        if (digits.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) digits = digits[Prefix.Length..];
        digits = digits.Replace(":", "", StringComparison.Ordinal);
        if (digits.Length != SHA256.HashSizeInBytes * 2 || !digits.All(char.IsAsciiHexDigit)) return false;
        fingerprint = digits.ToLowerInvariant();
        return true;
    }
}
