using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>A tracker on loopback that answers each request as it is told, down to the raw bytes.</summary>
internal sealed class FakeHttpTracker : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<string, NetworkStream, CancellationToken, Task> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <param name="answer">Gets the request's first line; what it writes is the answer.</param>
    /// <param name="at">Where it listens; by default at a free port of 127.0.0.1.</param>
    public FakeHttpTracker(Func<string, NetworkStream, CancellationToken, Task> answer, IPEndPoint? at = null)
    {
        _listener = new TcpListener(at ?? new IPEndPoint(IPAddress.Loopback, 0));
        _answer = answer;
        _listener.Start();
        _loop = RunAsync();
    }

    public List<string> Requests { get; } = [];

    /// <summary>Released with every request.</summary>
    public SemaphoreSlim Asked { get; } = new(0);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://{_listener.LocalEndpoint}/SECRETPASSKEY/announce";

    /// <summary>A tracker that gives every request the same whole answer.</summary>
    public static FakeHttpTracker Saying(string head, byte[] body, IPEndPoint? at = null) =>
        new((_, stream, stop) => SendAsync(stream, head, body, stop), at);

    public static FakeHttpTracker Saying(string body, IPEndPoint? at = null) =>
        Saying("HTTP/1.1 200 OK", Encoding.Latin1.GetBytes(body), at);

    /// <summary>Answers announces with one body and scrapes with another, as Latin-1.</summary>
    public static FakeHttpTracker Saying(string announce, string scrape) => new((request, stream, stop) => SendAsync(
        stream, "HTTP/1.1 200 OK",
        Encoding.Latin1.GetBytes(request.Contains("/scrape", StringComparison.Ordinal) ? scrape : announce), stop));

    public static async Task SendAsync(NetworkStream stream, string head, byte[] body, CancellationToken stop)
    {
        string text = $"{head}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);
        await stream.WriteAsync(body, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop;
        _stop.Dispose();
        Asked.Dispose();
    }

    private async Task RunAsync()
    {
        List<Task> all = [];
        try
        {
            while (!_stop.IsCancellationRequested)
                all.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException
            or InvalidOperationException)
        {
            // The test is over.
        }

        await Task.WhenAll(all);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                string first = await reader.ReadLineAsync(_stop.Token) ?? "";
                while (!string.IsNullOrEmpty(await reader.ReadLineAsync(_stop.Token)))
                {
                }

                lock (Requests) Requests.Add(first);
                Asked.Release();
                await _answer(first, stream, _stop.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client had enough, or the test is over.
            }
        }
    }
}
