using System.Security.Cryptography.X509Certificates;

namespace GSTorrent.Client.Tests.Transport;

public sealed class ConnectionTests : IDisposable
{
    private readonly X509Certificate2 _certificate = Certificates.Create();
    private readonly string _directory = Directory.CreateTempSubdirectory("gst-client-").FullName;

    public void Dispose()
    {
        _certificate.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Talks_over_a_unix_socket()
    {
        string path = Path.Combine(_directory, "control.sock");
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            context => context.AnswerAsync(200, Samples.Server), socketPath: path);
        using GSTorrentClient client = server.Connect();
        Assert.Equal("0.1.0", (await client.GetServerAsync()).Version);
        Assert.Equal("unix:" + path, client.Address.ToString());
    }

    [Fact]
    public async Task A_missing_socket_is_unreachable()
    {
        ServerAddress address = LoopbackServer.AddressOf("unix:" + Path.Combine(_directory, "none"));
        using var client = new GSTorrentClient(new ClientSettings(address));
        var e = await Assert.ThrowsAsync<ClientException>(() => client.GetServerAsync());
        Assert.Equal(ClientErrorKind.Unreachable, e.Error.Kind);
    }

    [Fact]
    public async Task The_pinned_certificate_is_accepted()
    {
        await using LoopbackServer server = await StartTlsAsync();
        using GSTorrentClient client = server.Connect(
            s => s with { Fingerprint = CertificateFingerprint.Of(_certificate).ToUpperInvariant() });
        Assert.Equal("/srv", (await client.GetServerAsync()).Destination);
    }

    [Fact]
    public async Task Another_certificate_is_refused_before_the_token_is_sent()
    {
        await using LoopbackServer server = await StartTlsAsync();
        string pinned = new('a', 64);
        using GSTorrentClient client = server.Connect(
            s => s with { Fingerprint = pinned, PinsFirstCertificate = true });
        var e = await Assert.ThrowsAsync<ClientException>(() => client.GetServerAsync());
        Assert.Equal((ClientErrorKind.CertificateRefused, "certificate-changed"), (e.Error.Kind, e.Error.Code));
        Assert.Contains(pinned, e.Error.Message, StringComparison.Ordinal);
        Assert.Contains(CertificateFingerprint.Of(_certificate), e.Error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_pin_that_is_none_accepts_nothing()
    {
        await using LoopbackServer server = await StartTlsAsync();
        using GSTorrentClient client = server.Connect(s => s with { Fingerprint = "", PinsFirstCertificate = true });
        await Assert.ThrowsAsync<ClientException>(() => client.GetServerAsync());
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_first_certificate_is_pinned_and_told_once()
    {
        var seen = new List<string>();
        await using LoopbackServer server = await StartTlsAsync(closeEachConnection: true);
        using GSTorrentClient client = server.Connect(
            s => s with { PinsFirstCertificate = true, FirstCertificatePinned = seen.Add });
        await client.GetServerAsync();
        await client.GetServerAsync();
        Assert.Equal([CertificateFingerprint.Of(_certificate)], seen);
    }

    [Fact]
    public async Task Without_pinning_a_self_signed_certificate_is_refused()
    {
        await using LoopbackServer server = await StartTlsAsync();
        using GSTorrentClient client = server.Connect();
        var e = await Assert.ThrowsAsync<ClientException>(() => client.GetServerAsync());
        Assert.Equal("certificate-unknown", e.Error.Code);
        Assert.Empty(server.Requests);
    }

    private Task<LoopbackServer> StartTlsAsync(bool closeEachConnection = false) => LoopbackServer.StartAsync(
        context =>
        {
            if (closeEachConnection) context.Response.Headers.Connection = "close";
            return context.AnswerAsync(200, Samples.Server);
        },
        _certificate);
}
