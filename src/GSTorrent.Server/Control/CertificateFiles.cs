using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GSTorrent.Application;

namespace GSTorrent.Server.Control;

/// <summary>An operator's certificate and key, in PEM. Immutable.</summary>
internal sealed record CertificateFiles(string Certificate, string Key)
{
    /// <summary>Reads both, with the certificates of the issuers that the file may hold besides.</summary>
    public Result<SslStreamCertificateContext> Load()
    {
        try
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(Certificate);
            var certificate = X509Certificate2.CreateFromPemFile(Certificate, Key);
            return SslStreamCertificateContext.Create(certificate, all, offline: true);
        }
        catch (Exception wrong) when (
            wrong is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new AppError("certificate-invalid", $"{Certificate} and {Key} cannot be used: {wrong.Message}");
        }
    }

    /// <summary>Differs once either file was changed or replaced, by whatever and however old a one.</summary>
    public string Stamp() => $"{StampOf(Certificate)} {StampOf(Key)}";

    private static string StampOf(string path)
    {
        try
        {
            // Tools that renew certificates keep the newest behind a link, and change that.
            string real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            var file = new FileInfo(real);
            return file.Exists ? $"{real}:{file.LastWriteTimeUtc.Ticks}:{file.Length}" : "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // What cannot be looked at now has changed; reading it tells what is wrong.
            return "";
        }
    }
}
