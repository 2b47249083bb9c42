using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GSTorrent.Server.Tests.Running;

/// <summary>A TCP connection to a server, byte by byte.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TcpClient _client = new();
    private NetworkStream _stream = null!;

    public static async Task<RawConnection> OpenAsync(int port)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(IPAddress.Loopback, port);
        connection._stream = connection._client.GetStream();
        return connection;
    }

    public Stream Stream => _stream;

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // The other end has heard enough; what it said is still to be read.
        }
    }

    /// <summary>All that comes until the other end closes.</summary>
    public async Task<byte[]> ReadAllAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (await _stream.ReadAsync(buffer, limit.Token) is > 0 and int read) all.Write(buffer, 0, read);
        }
        catch (IOException)
        {
            // A reset is a way of closing.
        }

        return all.ToArray();
    }

    /// <summary>Sends a request and tells the first line of the answer.</summary>
    public static async Task<string> AskAsync(int port, string request)
    {
        using RawConnection connection = await OpenAsync(port);
        await connection.SendAsync(request);
        return Encoding.Latin1.GetString(await connection.ReadAllAsync()).Split("\r\n")[0];
    }

    public void Dispose() => _client.Dispose();
}
