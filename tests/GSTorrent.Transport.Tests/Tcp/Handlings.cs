using System.Net.Sockets;
using System.Threading.Channels;

namespace GSTorrent.Transport.Tests.Tcp;

/// <summary>A socket that a listener handed over, with the token of its handshake.</summary>
internal sealed record Handling(Socket Socket, CancellationToken Token);

/// <summary>A handler whose handshakes last until they are cancelled.</summary>
internal sealed class Handlings
{
    private readonly Channel<Handling> _channel = Channel.CreateUnbounded<Handling>();

    public async Task HandleAsync(Socket socket, CancellationToken cancellation)
    {
        var cancelled = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = cancellation.Register(cancelled.SetResult);
        _channel.Writer.TryWrite(new Handling(socket, cancellation));
        await cancelled.Task;
        socket.Dispose();
    }

    public async Task<Handling> NextAsync() =>
        await _channel.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
