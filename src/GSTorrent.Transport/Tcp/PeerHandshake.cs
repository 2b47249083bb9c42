using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// The plain handshake (BEP 3) over a connected socket. It never reads a byte beyond the 68, so that messages sent
/// right behind stay in the socket. The socket stays the caller's, whatever the outcome.
/// </summary>
/// <param name="timeoutMs">Longest time for the whole handshake.</param>
/// <param name="time">The clock of the timeout.</param>
public sealed class PeerHandshake(int timeoutMs, TimeProvider time)
{
    /// <summary>
    /// For a connection that we made: sends ours, then reads theirs, which must name the same torrent.
    /// </summary>
    public async ValueTask<HandshakeResult> DialAsync(Socket socket, Handshake ours, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return await RunAsync(token => ExchangeDialledAsync(socket, ours, token), cancellation);
    }

    /// <summary>
    /// For a connection that was made to us: reads theirs as far as the info-hash, asks
    /// <paramref name="chooseOurs"/> what to answer (null: no such torrent), answers, and reads the rest.
    /// </summary>
    public async ValueTask<HandshakeResult> AcceptAsync(
        Socket socket, Func<InfoHash, ReservedBits, Handshake?> chooseOurs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(chooseOurs);
        return await RunAsync(token => ExchangeAcceptedAsync(socket, chooseOurs, token), cancellation);
    }

    private static async ValueTask<HandshakeResult> ExchangeDialledAsync(
        Socket socket, Handshake ours, CancellationToken cancellation)
    {
        byte[] buffer = new byte[Handshake.Length];
        await SendAsync(socket, ours, buffer, cancellation);
        DisconnectReason failure = await ReadAsync(socket, buffer, 0, Handshake.Length, cancellation);
        return failure == DisconnectReason.None ? Judge(buffer, ours) : HandshakeResult.Failed(failure);
    }

    private static async ValueTask<HandshakeResult> ExchangeAcceptedAsync(
        Socket socket, Func<InfoHash, ReservedBits, Handshake?> chooseOurs, CancellationToken cancellation)
    {
        byte[] theirs = new byte[Handshake.Length];
        DisconnectReason failure = await ReadAsync(socket, theirs, 0, HandshakeReader.InfoHashEnd, cancellation);
        if (failure != DisconnectReason.None) return HandshakeResult.Failed(failure);
        ReadStatus status = HandshakeReader.TryReadInfoHash(theirs.AsSpan(0, HandshakeReader.InfoHashEnd),
            out InfoHash infoHash, out ReservedBits reserved);
        if (status != ReadStatus.Done) return HandshakeResult.Failed(DisconnectReason.BadHandshake);
        if (chooseOurs(infoHash, reserved) is not { } ours)
            return HandshakeResult.Failed(DisconnectReason.WrongInfoHash, $"no torrent {infoHash}");
        await SendAsync(socket, ours, new byte[Handshake.Length], cancellation);
        failure = await ReadAsync(socket, theirs, HandshakeReader.InfoHashEnd, Handshake.Length, cancellation);
        return failure == DisconnectReason.None ? Judge(theirs, ours) : HandshakeResult.Failed(failure);
    }

    private static HandshakeResult Judge(ReadOnlySpan<byte> buffer, in Handshake ours)
    {
        if (HandshakeReader.TryRead(buffer, out Handshake theirs) != ReadStatus.Done)
            return HandshakeResult.Failed(DisconnectReason.BadHandshake);
        if (theirs.InfoHash != ours.InfoHash)
            return HandshakeResult.Failed(DisconnectReason.WrongInfoHash, $"the peer answered with {theirs.InfoHash}");
        return theirs.PeerId == ours.PeerId
            ? HandshakeResult.Failed(DisconnectReason.SelfConnection)
            : new HandshakeResult(theirs, DisconnectReason.None, null);
    }

    // Reads up to `end`, but stops at the first byte that no handshake has there.
    private static async ValueTask<DisconnectReason> ReadAsync(
        Socket socket, byte[] buffer, int start, int end, CancellationToken cancellation)
    {
        for (int count = start; count < end;)
        {
            Memory<byte> missing = buffer.AsMemory(count, end - count);
            int received = await socket.ReceiveAsync(missing, SocketFlags.None, cancellation);
            if (received == 0) return DisconnectReason.RemoteClosed;
            count += received;
            if (!HandshakeReader.StartsRight(buffer.AsSpan(0, count))) return DisconnectReason.BadHandshake;
        }

        return DisconnectReason.None;
    }

    private static async ValueTask SendAsync(
        Socket socket, Handshake ours, byte[] buffer, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> rest = buffer.AsMemory(0, HandshakeWriter.Write(ours, buffer));
        while (!rest.IsEmpty) rest = rest[await socket.SendAsync(rest, SocketFlags.None, cancellation)..];
    }

    private async ValueTask<HandshakeResult> RunAsync(
        Func<CancellationToken, ValueTask<HandshakeResult>> exchange, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(timeoutMs), time);
        using CancellationTokenRegistration link =
            cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        try
        {
            return await exchange(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return cancellation.IsCancellationRequested
                ? HandshakeResult.Failed(DisconnectReason.Shutdown, "the handshake was cancelled")
                : HandshakeResult.Failed(DisconnectReason.HandshakeTimeout);
        }
        catch (SocketException failure)
        {
            return HandshakeResult.Failed(
                SocketFailures.ReasonOf(failure.SocketErrorCode), $"in the handshake: {failure.Message}");
        }
        catch (ObjectDisposedException)
        {
            return HandshakeResult.Failed(DisconnectReason.Shutdown, "the socket was closed");
        }
    }
}
