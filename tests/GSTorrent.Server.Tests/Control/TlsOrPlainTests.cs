using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GSTorrent.Server.Control;
using GSTorrent.Server.Tests.Control.Connections;
using GSTorrent.Server.Tests.Running;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Server.Tests.Control;

public sealed class TlsOrPlainTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gst-").FullName;
    private readonly Messages _log = new();

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.2", "127.9.9.9", true)]
    [InlineData("::1", "::1", true)]
    [InlineData("::ffff:127.0.0.1", "::ffff:127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.2", "::ffff:127.0.0.1", true)]
    [InlineData("192.0.2.1", "192.0.2.1", false)]
    [InlineData("192.0.2.1", "192.0.2.9", false)]
    [InlineData("127.0.0.1", "192.0.2.9", false)]
    [InlineData("192.0.2.1", "127.0.0.1", false)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.9", false)]
    [InlineData("2001:db8::1", "2001:db8::9", false)]
    [InlineData("fe80::1", "fe80::9", false)]
    public void Only_loopback_at_both_ends_is_of_this_machine(string local, string remote, bool expected) =>
        Assert.Equal(expected, TlsOrPlain.IsLocal(Point(local), Point(remote)));

    [Fact]
    public void A_unix_socket_is_and_an_unknown_caller_is_not()
    {
        Assert.True(TlsOrPlain.IsLocal(new UnixDomainSocketEndPoint("/run/x"), null));
        Assert.False(TlsOrPlain.IsLocal(Point("127.0.0.1"), null));
    }

    [Fact]
    public async Task The_beginning_of_a_handshake_that_cannot_be_read_ends_it_without_a_word()
    {
        await using SmallServer server = await StartAsync(TimeProvider.System);
        foreach (byte[] hello in (byte[][])[[0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5], [0x16, 3, 1, 0, 5, .. "garba"u8]])
        {
            using RawConnection connection = await RawConnection.OpenAsync(server.Port);
            await connection.SendAsync(hello);
            await connection.ReadAllAsync();
        }

        Assert.Empty(_log.All);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_says_nothing_is_cut_off_before_the_handshake_and_after_it(bool shakesHands)
    {
        var clock = new FakeTimeProvider();
        await using SmallServer server = await StartAsync(clock);
        using RawConnection connection = await RawConnection.OpenAsync(server.Port);
        await using var tls = new SslStream(
            connection.Stream, leaveInnerStreamOpen: false, (_, shown, _, _) => IsOurs(shown));
        if (shakesHands) await tls.AuthenticateAsClientAsync("localhost");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var end = (shakesHands ? tls : connection.Stream).ReadAsync(new byte[1], limit.Token).AsTask();
        while (!end.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(0, await end);
    }

    [Fact]
    public async Task What_was_looked_at_is_still_read()
    {
        await using SmallServer server = await StartAsync(TimeProvider.System);
        using RawConnection connection = await RawConnection.OpenAsync(server.Port);
        await using var tls = new SslStream(
            connection.Stream, leaveInnerStreamOpen: false, (_, shown, _, _) => IsOurs(shown));
        await tls.AuthenticateAsClientAsync("localhost");
        await tls.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(tls);
        Assert.Contains("\r\nhello\r\n", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Task<SmallServer> StartAsync(TimeProvider clock) =>
        SmallServer.StartAsync(listen => TlsOrPlain.Use(listen, Certificate, clock), _log);

    private ServerCertificate Certificate => OwnCertificate.Ensure(_root, TimeProvider.System, _ => { }).Value;

    private bool IsOurs(X509Certificate? shown) => string.Equals(
        shown?.GetCertHashString(HashAlgorithmName.SHA256),
        Certificate.Fingerprint,
        StringComparison.OrdinalIgnoreCase);

    private static IPEndPoint Point(string address) => new(IPAddress.Parse(address), 1);
}
