using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>A web server on loopback that answers each request with the bytes for its path.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _requests;

    public WebServer()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public Dictionary<string, byte[]> Answers { get; } = [];

    public int Requests => Volatile.Read(ref _requests);

    public string UrlOf(string path) => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}";

    public void Add(string path, byte[] body, string type = "application/x-bittorrent") => Answers[path] =
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nConnection: close\r\n\r\n"), .. body];

    public void AddRedirect(string path, string location) => Answers[path] = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using TcpClient own = client;
        try
        {
            using var reader = new StreamReader(own.GetStream(), Encoding.ASCII, leaveOpen: true);
            string path = (await reader.ReadLineAsync())!.Split(' ')[1];
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            Interlocked.Increment(ref _requests);
            byte[] none = Encoding.ASCII.GetBytes("HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            await own.GetStream().WriteAsync(Answers.GetValueOrDefault(path, none));
        }
        catch (IOException)
        {
            // The client has had enough.
        }
    }
}
