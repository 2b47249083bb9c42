using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GSTorrent.Server.Tests.Running;

/// <summary>TLS and plain HTTP on one port of the real program.</summary>
public sealed class TlsTests
{
    private const string Request = "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private const byte HandshakeRecord = 22, AlertRecord = 21;
    private const byte HandshakeFailure = 40, ProtocolVersion = 70;

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Both_versions_are_spoken_on_the_port_that_speaks_plain_HTTP(SslProtocols version)
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        using RawConnection connection = await RawConnection.OpenAsync(server.Port);
        await using var tls = new SslStream(connection.Stream, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = version,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => string.Equals(
                server.Fact("certificate"),
                "sha256:" + Convert.ToHexStringLower(SHA256.HashData(certificate!.GetRawCertData())),
                StringComparison.Ordinal),
        });
        Assert.Equal(version, tls.SslProtocol);
        await tls.WriteAsync(Encoding.ASCII.GetBytes(Request));
        using var reader = new StreamReader(tls, Encoding.Latin1);
        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync());
        Assert.Equal("HTTP/1.1 200 OK", await RawConnection.AskAsync(server.Port, Request));
    }

    [Theory]
    [InlineData(0x00, AlertRecord, HandshakeFailure)]
    [InlineData(0x01, AlertRecord, ProtocolVersion)]
    [InlineData(0x02, AlertRecord, ProtocolVersion)]
    [InlineData(0x03, HandshakeRecord, 0)]
    public async Task Older_versions_are_not_spoken(byte minor, byte record, byte alert)
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        using RawConnection connection = await RawConnection.OpenAsync(server.Port);
        await connection.SendAsync(ClientHello(minor));
        var answer = new byte[7];
        await connection.Stream.ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
        Assert.Equal(record, answer[0]);
        if (record == AlertRecord) Assert.Equal(alert, answer[6]);
    }

    [Fact]
    public async Task A_request_that_only_looks_like_TLS_gets_nothing()
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        using RawConnection connection = await RawConnection.OpenAsync(server.Port);
        await connection.SendAsync("\x16" + Request);
        string said = Encoding.Latin1.GetString(await connection.ReadAllAsync());
        Assert.DoesNotContain("HTTP", said, StringComparison.Ordinal);
    }

    // A hello of SSL 3.0 to TLS 1.2 (RFC 5246 section 7.4.1.2): ECDHE over P-256 with an ECDSA certificate, in ciphers
    // of old and new versions.
    private static byte[] ClientHello(byte minor)
    {
        byte[] ciphers = [0xc0, 0x0a, 0xc0, 0x09, 0xc0, 0x2b, 0xc0, 0x2c, 0xcc, 0xa9];
        byte[] extensions =
        [
            0, 10, 0, 4, 0, 2, 0, 23, // Groups: P-256.
            0, 11, 0, 2, 1, 0, // Points: uncompressed.
            0, 13, 0, 6, 0, 4, 4, 3, 2, 3, // Signatures: ECDSA with SHA-256 and SHA-1.
        ];
        byte[] body =
        [
            3, minor, .. Enumerable.Repeat((byte)7, 32), 0, 0, (byte)ciphers.Length, .. ciphers, 1, 0,
            0, (byte)extensions.Length, .. extensions,
        ];
        byte[] message = [1, 0, 0, (byte)body.Length, .. body];
        return [HandshakeRecord, 3, Math.Min(minor, (byte)1), 0, (byte)message.Length, .. message];
    }
}
