using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GSTorrent.Application;
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
    public void Files_that_change_are_taken_up_and_wrong_ones_leave_the_old_certificate_in_use()
    {
        var clock = new FakeTimeProvider();
        string other = Directory.CreateDirectory(Path.Combine(_root, "other")).FullName;
        string first = Ensure().Fingerprint;
        string second = OwnCertificate.Ensure(other, TimeProvider.System, _warnings.Add).Value.Fingerprint;
        string path = Path.Combine(_root, "tls.pem"), used = Path.Combine(_root, "used.pem");
        File.Copy(path, used);
        var certificate = ServerCertificate.FromFiles((used, used), clock).Value;
        var told = new List<AppError?>();
        certificate.Changed = told.Add;
        Assert.Equal(first, After(TimeSpan.FromSeconds(11)));
        Replace("nonsense");
        Assert.Equal(first, After(TimeSpan.FromSeconds(9)));
        Assert.Empty(told);
        Assert.Equal(first, After(TimeSpan.FromSeconds(2)));
        Assert.Contains(used, Assert.Single(told)?.Message);
        Assert.Equal(first, After(TimeSpan.FromSeconds(11)));
        Assert.Single(told);
        Replace(File.ReadAllText(Path.Combine(other, "tls.pem")));
        Assert.Equal(second, After(TimeSpan.FromSeconds(11)));
        Assert.Null(told[^1]);
        File.Delete(used);
        Assert.Equal(second, After(TimeSpan.FromSeconds(11)));
        Assert.Equal(3, told.Count);

        string After(TimeSpan time)
        {
            clock.Advance(time);
            certificate.Current();
            return certificate.Fingerprint;
        }

        // As old as the one before, as copies that keep their times are.
        void Replace(string content)
        {
            DateTime time = File.GetLastWriteTimeUtc(used);
            File.WriteAllText(used, content);
            File.SetLastWriteTimeUtc(used, time);
        }
    }

    [Fact]
    public void A_link_that_leads_elsewhere_now_is_a_change()
    {
        var clock = new FakeTimeProvider();
        string other = Directory.CreateDirectory(Path.Combine(_root, "other")).FullName;
        Ensure();
        string second = OwnCertificate.Ensure(other, TimeProvider.System, _warnings.Add).Value.Fingerprint;
        string link = Path.Combine(_root, "link.pem");
        File.CreateSymbolicLink(link, Path.Combine(_root, "tls.pem"));
        var certificate = ServerCertificate.FromFiles((link, link), clock).Value;
        File.Delete(link);
        File.CreateSymbolicLink(link, Path.Combine(other, "tls.pem"));
        clock.Advance(TimeSpan.FromSeconds(11));
        certificate.Current();
        Assert.Equal(second, certificate.Fingerprint);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ServerCertificate Ensure() => OwnCertificate.Ensure(_root, TimeProvider.System, _warnings.Add).Value;
}
