using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>A server on loopback that takes requests and answers them when it is told to: there is nothing.</summary>
internal sealed class HeldWeb : IDisposable
{
    private static readonly byte[] Nothing =
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly Channel<(TcpClient Client, string Path)> _came =
        Channel.CreateUnbounded<(TcpClient Client, string Path)>();

    private readonly Queue<TcpClient> _held = new();

    public HeldWeb()
    {
        _listener.Start(backlog: 100);
        _ = AcceptAsync();
    }

    /// <summary>Requests that were taken and not answered.</summary>
    public int Held => _held.Count;

    /// <summary>Did a request come that was not taken?</summary>
    public bool IsAnyWaiting => _came.Reader.TryPeek(out _);

    public string UrlOf(string path) => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}";

    /// <summary>Takes the next request and tells its path.</summary>
    public async Task<string> NextAsync()
    {
        (TcpClient client, string path) = await _came.Reader.ReadAsync(TestContext.Current.CancellationToken);
        _held.Enqueue(client);
        return path;
    }

    public void AnswerOldest()
    {
        using TcpClient client = _held.Dequeue();
        try
        {
            client.GetStream().Write(Nothing);
        }
        catch (IOException)
        {
            // The client did not wait for it.
        }
    }

    public void AnswerAll()
    {
        while (_held.Count > 0) AnswerOldest();
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (TcpClient client in _open) client.Dispose();
    }

    // One connection does not wait for the request of another: a client may make some that it never uses.
    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                _open.Add(client);
                _ = ReadAsync(client);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ReadAsync(TcpClient client)
    {
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
            string? first = null;
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
                first ??= line;
            if (first is not null) _came.Writer.TryWrite((client, first.Split(' ')[1]));
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client went away.
        }
    }
}
