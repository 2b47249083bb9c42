using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GSTorrent.Server.Control;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Server.Tests.Control;

public sealed class CertificateTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gst-").FullName;
    private readonly List<string> _warnings = [];

    [Fact]
    public void Our_own_is_made_once_and_kept_private()
    {
        string first = Ensure().Fingerprint;
        Assert.Equal(first, Ensure().Fingerprint);
        string path = Path.Combine(_root, "tls.pem");
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(OwnerOnly, OperatingSystem.IsWindows() ? OwnerOnly : File.GetUnixFileMode(path));
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(path);
        using ECDsa? key = certificate.GetECDsaPublicKey();
        Assert.Equal(256, key?.KeySize);
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void A_damaged_one_is_replaced_with_a_warning(string content)
    {
        string path = Path.Combine(_root, "tls.pem");
        File.WriteAllText(path, content);
        Assert.Equal(64, Ensure().Fingerprint.Length);
        Assert.Contains(path, Assert.Single(_warnings));
        Assert.Equal(content, File.ReadAllText(path + ".damaged"));
    }

    [Fact]
    public void An_operators_files_are_read_and_errors_name_them()
    {
        string fingerprint = Ensure().Fingerprint;
        string path = Path.Combine(_root, "tls.pem");
        Assert.Equal(fingerprint, ServerCertificate.FromFiles((path, path), TimeProvider.System).Value.Fingerprint);
        string missing = Path.Combine(_root, "missing.pem");
        var error = ServerCertificate.FromFiles((path, missing), TimeProvider.System).Error;
        Assert.Contains(missing, error?.Message);
    }

    [Fact]
    public async Task Changed_files_are_read_again_and_no_handshake_waits_for_them()
    {
        string path = Path.Combine(_root, "tls.pem");
        string old = Ensure().Fingerprint;
        var clock = new FakeTimeProvider();
        ServerCertificate certificate = ServerCertificate.FromFiles((path, path), clock).Value;
        File.Delete(path);
        string renewed = Ensure().Fingerprint;
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        certificate.Current();
        Assert.True(certificate.Reading.IsCompleted);
        Assert.Equal(old, certificate.Fingerprint);

        clock.Advance(TimeSpan.FromSeconds(10));
        certificate.Current();
        await certificate.Reading;
        Assert.Equal(renewed, certificate.Fingerprint);

        File.WriteAllText(path, "half");
        clock.Advance(TimeSpan.FromSeconds(10));
        certificate.Current();
        await certificate.Reading;
        Assert.Equal(renewed, certificate.Fingerprint);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ServerCertificate Ensure() => OwnCertificate.Ensure(_root, TimeProvider.System, _warnings.Add).Value;
}
