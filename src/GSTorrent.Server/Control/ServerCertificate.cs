using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GSTorrent.Application;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace GSTorrent.Server.Control;

/// <summary>
/// The certificate that others see. One from the operator's files is read again when they change, without a restart.
/// </summary>
internal sealed class ServerCertificate
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(10);
    private readonly CertificateFiles? _files;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private SslStreamCertificateContext _context;
    private string _stamp;
    private long _lastCheck;

    private ServerCertificate(SslStreamCertificateContext context, CertificateFiles? files, TimeProvider clock)
    {
        (_context, _files, _clock) = (context, files, clock);
        _lastCheck = clock.GetTimestamp();
        _stamp = files?.Stamp() ?? "";
    }

    /// <summary>SHA-256 over the certificate, 64 hexadecimal digits.</summary>
    public string Fingerprint =>
        Convert.ToHexStringLower(SHA256.HashData(_context.TargetCertificate.RawData));

    /// <summary>Told after the files changed: null if they are in use now, else why they cannot be.</summary>
    public Action<AppError?>? Changed { get; set; }

    /// <summary>The operator's certificate.</summary>
    public static Result<ServerCertificate> FromFiles((string Certificate, string Key) files, TimeProvider clock)
    {
        var pair = new CertificateFiles(files.Certificate, files.Key);
        return pair.Load().TryGet(out SslStreamCertificateContext? context, out AppError? error)
            ? new ServerCertificate(context, pair, clock)
            : error;
    }

    /// <summary>A certificate that needs nothing else.</summary>
    public static ServerCertificate Of(X509Certificate2 certificate, TimeProvider clock) =>
        new(SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true), null, clock);

    /// <summary>What each TLS handshake is to use.</summary>
    public TlsHandshakeCallbackOptions ToHandshake() => new()
    {
        HandshakeTimeout = TimeSpan.FromSeconds(10),
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = Current(),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            AllowRenegotiation = false,
        }),
    };

    /// <summary>The certificate of this moment.</summary>
    internal SslStreamCertificateContext Current()
    {
        if (_files is null) return _context;
        lock (_gate)
        {
            if (_clock.GetElapsedTime(_lastCheck) < CheckInterval) return _context;
            _lastCheck = _clock.GetTimestamp();
            string stamp = _files.Stamp();
            if (string.Equals(stamp, _stamp, StringComparison.Ordinal)) return _context;

            // Files that are wrong, perhaps because somebody is writing them, leave the present one in use. They are
            // read again once they change again.
            _stamp = stamp;
            if (_files.Load().TryGet(out SslStreamCertificateContext? fresh, out AppError? error)) _context = fresh;
            Changed?.Invoke(error);
            return _context;
        }
    }
}
