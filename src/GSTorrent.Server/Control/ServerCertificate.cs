using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GSTorrent.Application;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace GSTorrent.Server.Control;

/// <summary>
/// The certificate that others see. One from the operator's files is read again when they change, without a restart and
/// aside: no handshake ever waits for a disk. Thread-safe.
/// </summary>
internal sealed class ServerCertificate
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(10);
    private readonly CertificateFiles? _files;
    private readonly TimeProvider _clock;
    private volatile SslStreamCertificateContext _context;
    private string _stamp;

    private ServerCertificate(
        SslStreamCertificateContext context, CertificateFiles? files, string stamp, TimeProvider clock) =>
        (_context, _files, _stamp, _clock) = (context, files, stamp, clock);

    /// <summary>SHA-256 over the certificate, 64 hexadecimal digits.</summary>
    public string Fingerprint =>
        Convert.ToHexStringLower(SHA256.HashData(_context.TargetCertificate.RawData));

    /// <summary>Told after the files changed: null if they are in use now, else why they cannot be.</summary>
    public Action<AppError?>? Changed { get; set; }

    /// <summary>The operator's certificate.</summary>
    public static Result<ServerCertificate> FromFiles((string Certificate, string Key) files, TimeProvider clock)
    {
        var pair = new CertificateFiles(files.Certificate, files.Key);
        string stamp = pair.Stamp();
        return pair.Load().TryGet(out SslStreamCertificateContext? context, out AppError? error)
            ? new ServerCertificate(context, pair, stamp, clock)
            : error;
    }

    /// <summary>A certificate that needs nothing else.</summary>
    public static ServerCertificate Of(X509Certificate2 certificate, TimeProvider clock) => new(
        SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true), null, "", clock);

    /// <summary>What each TLS handshake is to use.</summary>
    public TlsHandshakeCallbackOptions ToHandshake() => new()
    {
        HandshakeTimeout = TimeSpan.FromSeconds(10),
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _context,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            AllowRenegotiation = false,
        }),
    };

    /// <summary>Looks at the files every ten seconds until it is told to stop, which it does at once.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        if (_files is null) return;
        using var timer = new PeriodicTimer(CheckInterval, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await RefreshAsync().WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            // The server ends, and does not wait for a disk that hangs.
        }
    }

    /// <summary>
    /// Looks at the files once, on a thread of its own: a disk that hangs keeps that thread and nothing else.
    /// </summary>
    internal Task RefreshAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Refresh(_files!);
                done.SetResult();
            }
            catch (Exception bug)
            {
                done.SetException(bug);
            }
        })
        {
            IsBackground = true,
            Name = "certificate",
        };
        thread.Start();
        return done.Task;
    }

    private void Refresh(CertificateFiles files)
    {
        string stamp = files.Stamp();
        if (string.Equals(stamp, _stamp, StringComparison.Ordinal)) return;

        // Files that are wrong, perhaps because somebody is writing them, leave the present one in use. They are read
        // again once they change again.
        _stamp = stamp;
        if (files.Load().TryGet(out SslStreamCertificateContext? fresh, out AppError? error)) _context = fresh;
        Changed?.Invoke(error);
    }
}
