using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GSTorrent.Application;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace GSTorrent.Server.Control;

/// <summary>
/// The certificate that others see. One from the operator's files is read again when they change, without a restart:
/// a handshake finds that it is time to look, and goes on with the present one while a thread reads the files.
/// </summary>
internal sealed class ServerCertificate
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(10);
    private readonly (string Certificate, string Key)? _files;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private volatile SslStreamCertificateContext _context;
    private DateTime _filesTimeUtc;
    private Task _reading = Task.CompletedTask;
    private long _lastCheck;

    private ServerCertificate(
        SslStreamCertificateContext context, (string Certificate, string Key)? files, TimeProvider clock)
    {
        _context = context;
        _files = files;
        _clock = clock;
        _lastCheck = clock.GetTimestamp();
        if (files is not null) _filesTimeUtc = TimeOf(files.Value);
    }

    /// <summary>SHA-256 over the certificate, 64 hexadecimal digits.</summary>
    public string Fingerprint =>
        Convert.ToHexStringLower(SHA256.HashData(_context.TargetCertificate.RawData));

    /// <summary>Completed while nobody reads the files.</summary>
    internal Task Reading
    {
        get
        {
            lock (_gate) return _reading;
        }
    }

    /// <summary>The operator's certificate.</summary>
    public static Result<ServerCertificate> FromFiles((string Certificate, string Key) files, TimeProvider clock)
    {
        try
        {
            return new ServerCertificate(Load(files), files, clock);
        }
        catch (Exception wrong) when (
            wrong is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new AppError(
                "certificate-invalid", $"{files.Certificate} and {files.Key} cannot be used: {wrong.Message}");
        }
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

    internal SslStreamCertificateContext Current()
    {
        if (_files is not { } files) return _context;
        lock (_gate)
        {
            if (_clock.GetElapsedTime(_lastCheck) < CheckInterval || !_reading.IsCompleted) return _context;
            _lastCheck = _clock.GetTimestamp();
            var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _reading = read.Task;
            new Thread(() => Read(files, read)) { IsBackground = true, Name = "certificate" }.Start();
            return _context;
        }
    }

    // One thread at a time: if the disk hangs, it hangs alone.
    private void Read((string Certificate, string Key) files, TaskCompletionSource read)
    {
        try
        {
            DateTime time = TimeOf(files);
            if (time == _filesTimeUtc) return;
            _context = Load(files);
            _filesTimeUtc = time;
        }
        catch (Exception half) when (
            half is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Perhaps somebody is writing them: the present one goes on, and they are looked at again.
        }
        finally
        {
            read.SetResult();
        }
    }

    private static SslStreamCertificateContext Load((string Certificate, string Key) files)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(files.Certificate);
        var certificate = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
        return SslStreamCertificateContext.Create(certificate, all, offline: true);
    }

    private static DateTime TimeOf((string Certificate, string Key) files)
    {
        DateTime certificate = File.GetLastWriteTimeUtc(files.Certificate);
        DateTime key = File.GetLastWriteTimeUtc(files.Key);
        return certificate > key ? certificate : key;
    }
}
