using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GSTorrent.Application;

namespace GSTorrent.Server.Control;

/// <summary>
/// The server's self-signed certificate, kept with its key in one PEM file. Clients know it by its fingerprint, so it
/// is made once and stays.
/// </summary>
internal static class OwnCertificate
{
    private const string FileName = "tls.pem";
    private const int Years = 20;

    /// <summary>Reads it, or makes it. A damaged one is kept aside and replaced, with a warning.</summary>
    public static Result<ServerCertificate> Ensure(string stateDirectory, TimeProvider clock, Action<string> warn)
    {
        string path = Path.Combine(stateDirectory, FileName);
        try
        {
            if (File.Exists(path))
            {
                if (TryRead(path, out X509Certificate2? known)) return ServerCertificate.Of(known!, clock);
                File.Move(path, path + ".damaged", overwrite: true);
                warn($"{path} was damaged and is now {FileName}.damaged: the certificate is a new one");
            }

            string pem = Create(clock.GetUtcNow());
            PrivateFile.Replace(path, Encoding.ASCII.GetBytes(pem));
            return ServerCertificate.Of(X509Certificate2.CreateFromPem(pem, pem), clock);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return new AppError("state-unusable", $"{path} cannot be used: {denied.Message}");
        }
    }

    private static bool TryRead(string path, out X509Certificate2? certificate)
    {
        certificate = null;
        try
        {
            string pem = File.ReadAllText(path);
            certificate = X509Certificate2.CreateFromPem(pem, pem);
            return true;
        }
        catch (Exception damage) when (damage is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static string Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=GSTorrent", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        if (Uri.CheckHostName(Environment.MachineName) == UriHostNameType.Dns)
            names.AddDnsName(Environment.MachineName);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));

        // A clock that is a little behind must not find it invalid.
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-2), now.AddYears(Years));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
