using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CsCheck;

namespace GSTorrent.Client.Tests;

public sealed class CertificateFingerprintTests
{
    [Fact]
    public void Is_the_hash_of_the_whole_certificate()
    {
        using X509Certificate2 certificate = Certificates.Create();
        string expected = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        Assert.Equal(expected, CertificateFingerprint.Of(certificate), ignoreCase: true);
    }

    [Fact]
    public void Every_way_to_write_it_is_the_same() => Gen.Byte.Array[32].Sample(bytes =>
    {
        string normal = Convert.ToHexStringLower(bytes);
        string colons = "SHA256:" + BitConverter.ToString(bytes).Replace('-', ':');
        Assert.True(CertificateFingerprint.TryNormalize(colons, out string? read));
        Assert.Equal(normal, read);
        Assert.True(CertificateFingerprint.TryNormalize(normal, out read));
        Assert.Equal(normal, read);
    });

    [Fact]
    public void Anything_else_is_refused() => Gen.String.Sample(text =>
        Assert.False(text.Length < 64 && CertificateFingerprint.TryNormalize(text, out _)));
}
