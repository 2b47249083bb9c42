using System.Net.Sockets;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>Writes a request into a buffer; answers its length.</summary>
internal delegate int DatagramWriter(Span<byte> buffer);

/// <summary>Judges a datagram that came in.</summary>
internal delegate UdpReadStatus DatagramReader(ReadOnlySpan<byte> datagram);

/// <summary>One question and its answer over a connected UDP socket, with the retransmissions of BEP 15.</summary>
internal sealed class UdpExchange(Socket socket, TimeProvider time)
{
    private const int MaxDatagram = 16 * 1024;

    private readonly byte[] _received = new byte[MaxDatagram];

    /// <summary>True if answered, false if refused; cancellation throws.</summary>
    public async Task<bool> RunAsync(DatagramWriter write, DatagramReader read, CancellationToken cancellation)
    {
        var request = new byte[UdpTrackerWriter.MaxRequestLength];
        int length = write(request);
        for (int attempt = 0; ; attempt++)
        {
            await socket.SendAsync(request.AsMemory(0, length), SocketFlags.None, cancellation);
            using var wait = new CancellationTokenSource(
                TimeSpan.FromMilliseconds(UdpRetransmission.TimeoutMs(attempt)), time);
            using CancellationTokenRegistration link =
                cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), wait);
            UdpReadStatus status = await ReceiveAsync(read, cancellation, wait.Token);
            if (status != UdpReadStatus.NotOurs) return status == UdpReadStatus.Done;
        }
    }

    private async Task<UdpReadStatus> ReceiveAsync(
        DatagramReader read, CancellationToken cancellation, CancellationToken wait)
    {
        try
        {
            while (true)
            {
                int count = await socket.ReceiveAsync(_received, SocketFlags.None, wait);
                UdpReadStatus status = read(_received.AsSpan(0, count));
                if (status != UdpReadStatus.NotOurs) return status;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return UdpReadStatus.NotOurs;
        }
    }
}
