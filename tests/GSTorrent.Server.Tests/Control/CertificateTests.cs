using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
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
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

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
    public async Task Files_that_change_are_taken_up_and_wrong_ones_leave_the_old_certificate_in_use()
    {
        string first = Ensure().Fingerprint;
        (string second, string newPem) = Other();
        string path = Path.Combine(_root, "tls.pem"), used = Path.Combine(_root, "used.pem");
        File.Copy(path, used);
        ServerCertificate certificate = Read(used);
        var told = new List<AppError?>();
        certificate.Changed = told.Add;
        Assert.Equal(first, await RefreshAsync());
        Replace("nonsense");
        Assert.Equal(first, await RefreshAsync());
        Assert.Contains(used, Assert.Single(told)?.Message);
        Assert.Equal(first, await RefreshAsync());
        Assert.Single(told);
        Replace(newPem);
        Assert.Equal(second, await RefreshAsync());
        Assert.Null(told[^1]);
        File.Delete(used);
        Assert.Equal(second, await RefreshAsync());
        Assert.Equal(3, told.Count);

        async Task<string> RefreshAsync()
        {
            await certificate.RefreshAsync();
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
    public async Task A_link_that_leads_elsewhere_now_is_a_change()
    {
        Ensure();
        (string second, _) = Other();
        string link = Path.Combine(_root, "link.pem");
        File.CreateSymbolicLink(link, Path.Combine(_root, "tls.pem"));
        ServerCertificate certificate = Read(link);
        File.Delete(link);
        File.CreateSymbolicLink(link, Path.Combine(_root, "other/tls.pem"));
        await certificate.RefreshAsync();
        Assert.Equal(second, certificate.Fingerprint);
    }

    [Fact]
    public async Task The_files_are_looked_at_every_ten_seconds_until_the_end()
    {
        Ensure();
        (string second, string newPem) = Other();
        string path = Path.Combine(_root, "tls.pem");
        var clock = new FakeTimeProvider();
        ServerCertificate certificate = ServerCertificate.FromFiles((path, path), clock).Value;
        var told = new TaskCompletionSource<AppError?>();
        certificate.Changed = told.SetResult;
        using var stop = new CancellationTokenSource();
        Task watching = certificate.WatchAsync(stop.Token);
        File.WriteAllText(path, newPem);
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(told.Task.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await told.Task.WaitAsync(s_limit));
        Assert.Equal(second, certificate.Fingerprint);
        await stop.CancelAsync();
        await watching.WaitAsync(s_limit);
    }

    [Fact]
    public async Task A_disk_that_hangs_holds_neither_handshakes_nor_the_end()
    {
        string first = Ensure().Fingerprint;
        (string second, string newPem) = Other();
        string path = Path.Combine(_root, "tls.pem"), key = Path.Combine(_root, "key.pem");
        File.Copy(path, key);
        var clock = new FakeTimeProvider();
        ServerCertificate certificate = ServerCertificate.FromFiles((path, key), clock).Value;
        var told = new TaskCompletionSource<AppError?>();
        certificate.Changed = told.SetResult;

        // A pipe that nobody writes to: whoever opens it waits.
        File.Delete(key);
        using (Process made = Process.Start("mkfifo", key)) await made.WaitForExitAsync();
        File.WriteAllText(path, newPem);
        using var stop = new CancellationTokenSource();
        Task watching = certificate.WatchAsync(stop.Token);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(first, await ShakeHandsAsync(certificate));
        await stop.CancelAsync();
        await watching.WaitAsync(s_limit);
        Assert.False(told.Task.IsCompleted);
        await File.WriteAllTextAsync(key, newPem).WaitAsync(s_limit);
        Assert.Null(await told.Task.WaitAsync(s_limit));
        Assert.Equal(second, await ShakeHandsAsync(certificate));
    }

    // Both ends of a connection; tells which certificate the client was shown.
    private async Task<string> ShakeHandsAsync(ServerCertificate certificate)
    {
        var address = new UnixDomainSocketEndPoint(Path.Combine(_root, Path.GetRandomFileName()));
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(address);
        listener.Listen();
        using var near = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await near.ConnectAsync(address);
        using Socket far = await listener.AcceptAsync();
        await using var server = new SslStream(new NetworkStream(far));
        await using var client = new SslStream(
            new NetworkStream(near), leaveInnerStreamOpen: false, (_, shown, _, _) => shown is not null);
        SslServerAuthenticationOptions options = await certificate.ToHandshake().OnConnection(null!);
        Task both = Task.WhenAll(
            server.AuthenticateAsServerAsync(options), client.AuthenticateAsClientAsync("localhost"));
        await both.WaitAsync(s_limit);
        return Convert.ToHexStringLower(SHA256.HashData(client.RemoteCertificate!.GetRawCertData()));
    }

    private static ServerCertificate Read(string path) =>
        ServerCertificate.FromFiles((path, path), TimeProvider.System).Value;

    private (string Fingerprint, string Pem) Other()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, "other")).FullName;
        string fingerprint = OwnCertificate.Ensure(folder, TimeProvider.System, _warnings.Add).Value.Fingerprint;
        return (fingerprint, File.ReadAllText(Path.Combine(folder, "tls.pem")));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ServerCertificate Ensure() => OwnCertificate.Ensure(_root, TimeProvider.System, _warnings.Add).Value;
}
