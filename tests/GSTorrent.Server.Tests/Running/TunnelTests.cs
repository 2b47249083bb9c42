using System.Net;
using System.Net.Sockets;
using GSTorrent.Client;

namespace GSTorrent.Server.Tests.Running;

/// <summary>
/// What <c>ssh -L</c> does: another port of another machine's loopback leads to the control port, byte for byte.
/// </summary>
public sealed class TunnelTests
{
    [Fact]
    public async Task A_server_is_used_through_a_tunnel_by_client_and_page()
    {
        await using ServerProcess server = await ServerProcess.ReadyAsync(ServerProcess.MakeRoot());
        using var tunnel = new Tunnel(server.Port);
        string url = $"http://127.0.0.1:{tunnel.Port}";
        Assert.True(ServerAddress.TryParse(url, out ServerAddress? address));
        using (var client = new GSTorrentClient(new ClientSettings(address) { Token = server.Token }))
            Assert.True((await client.GetServerAsync()).Offline);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{tunnel.Port}/api/v1/stats");
        request.Headers.Add("Authorization", "Bearer " + server.Token);
        request.Headers.Add("Origin", $"http://localhost:{tunnel.Port}");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using HttpResponseMessage response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private sealed class Tunnel : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly int _target;

        public Tunnel(int target)
        {
            _target = target;
            _listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task CarryAsync(TcpClient near)
        {
            using (near)
            {
                using RawConnection far = await RawConnection.OpenAsync(_target);
                await Task.WhenAny(near.GetStream().CopyToAsync(far.Stream), far.Stream.CopyToAsync(near.GetStream()));
            }
        }
    }
}
