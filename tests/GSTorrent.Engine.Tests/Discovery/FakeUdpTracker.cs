using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Engine.Tests.Discovery;

/// <summary>A UDP tracker (BEP 15) on loopback that answers each datagram as it is told.</summary>
internal sealed class FakeUdpTracker : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Func<byte[], IEnumerable<byte[]>> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public FakeUdpTracker(Func<byte[], IEnumerable<byte[]>> answer, IPAddress? address = null, int port = 0)
    {
        _answer = answer;
        address ??= IPAddress.Loopback;
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(address, port));
        _loop = RunAsync();
    }

    /// <summary>Datagrams so far.</summary>
    public SemaphoreSlim Received { get; } = new(0);

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public string Url => $"udp://{_socket.LocalEndPoint}/SECRETPASSKEY/announce";

    /// <summary>The answer of an honest tracker: connect with id 42, announce with these peers.</summary>
    public static byte[] Honest(byte[] request, params byte[] peers)
    {
        if (request.Length < 16) return [];
        uint transaction = BinaryPrimitives.ReadUInt32BigEndian(request.AsSpan(12));
        uint action = BinaryPrimitives.ReadUInt32BigEndian(request.AsSpan(8));
        return action == 0
            ? Packet(0, transaction, 0, 42)
            : [.. Packet(1, transaction, 900, 8, 7), .. peers];
    }

    /// <summary>Big-endian 32-bit numbers.</summary>
    public static byte[] Packet(params uint[] numbers)
    {
        var bytes = new byte[numbers.Length * 4];
        for (int i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i * 4), numbers[i]);
        return bytes;
    }

    public static uint TransactionOf(byte[] request) => BinaryPrimitives.ReadUInt32BigEndian(request.AsSpan(12));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _socket.Dispose();
        _stop.Dispose();
        Received.Dispose();
    }

    private async Task RunAsync()
    {
        var buffer = new byte[4096];
        EndPoint any = new IPEndPoint(
            _socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        try
        {
            while (true)
            {
                SocketReceiveFromResult got =
                    await _socket.ReceiveFromAsync(buffer, SocketFlags.None, any, _stop.Token);
                foreach (byte[] answer in _answer(buffer.AsSpan(0, got.ReceivedBytes).ToArray()))
                    await _socket.SendToAsync(answer, SocketFlags.None, got.RemoteEndPoint, _stop.Token);
                Received.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
