using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// A TCP connection with a peer after the handshake: one loop receives, one sends. It reports to an
/// <see cref="IPeerSink"/>; time comes only through <see cref="Heartbeat"/>. All methods may be called from any thread.
/// </summary>
public sealed class PeerConnection
{
    private readonly Socket _socket;
    private readonly IPeerSink _sink;
    private readonly ReceiveLoop _receiver;
    private readonly SendLoop _sender;
    private readonly IdleWatch _watch;
    private LoopEnd? _cause;
    private int _runningLoops = 2;
    private int _isStarted;

    /// <param name="socket">Connected, the handshake done; the connection disposes it.</param>
    /// <param name="sink">Where everything is reported.</param>
    /// <param name="settings">Pools, limits and timeouts.</param>
    /// <exception cref="ArgumentException">The limits let blocks in that no buffer holds.</exception>
    public PeerConnection(Socket socket, IPeerSink sink, PeerConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentNullException.ThrowIfNull(settings);
        CheckLimits(settings.Limits);
        _socket = socket;
        _socket.Blocking = false;
        _sink = sink;
        RemoteEndPoint = RemoteOf(socket);
        _receiver = new ReceiveLoop(this, socket, sink, settings);
        _sender = new SendLoop(this, socket, sink, settings);
        _watch = new IdleWatch(settings);
    }

    /// <summary>The peer's address; null if it had gone before we could ask.</summary>
    public IPEndPoint? RemoteEndPoint { get; }

    /// <summary>For the owner: whatever it keeps for this peer.</summary>
    public object? Tag { get; set; }

    /// <summary>Bytes received so far, headers and all.</summary>
    public long ReceivedBytes => _receiver.ReceivedBytes;

    /// <summary>Bytes sent so far, headers and all.</summary>
    public long SentBytes => _sender.SentBytes;

    /// <summary>
    /// Has somebody closed it, or did it fail? <see cref="IPeerSink.Closed"/> follows or has been called.
    /// </summary>
    public bool IsClosing => Volatile.Read(ref _cause) is not null;

    /// <summary>Is all that arrived handed on, so that it is the peer's turn?</summary>
    internal bool IsWaitingForPeer => _receiver.IsWaitingForPeer;

    /// <summary>Starts both loops, once. The sink hears nothing before this, and not inside this call.</summary>
    /// <exception cref="InvalidOperationException">It was started already.</exception>
    public void Start()
    {
        if (Interlocked.Exchange(ref _isStarted, 1) != 0)
            throw new InvalidOperationException("A peer connection was started twice.");
        _ = RunAsync(_receiver.RunAsync());
        _ = RunAsync(_sender.RunAsync());
    }

    /// <summary>New longest frames, from the next frame on: the torrent's size got known.</summary>
    public void SetLimits(WireLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        CheckLimits(limits);
        _receiver.SetLimits(limits);
    }

    /// <summary>
    /// Queues a message; a block in it is copied, not taken over. False if too much waits already (then disconnect the
    /// peer: <see cref="DisconnectReason.SendQueueFull"/>) or the connection is closing.
    /// </summary>
    public bool TrySend(in PeerMessage message) => _sender.Queue.TryAdd(message);

    /// <summary>
    /// Queues blocks. True: the connection owns the slab and gives it back when sent or closed. False if too many wait
    /// or the connection is closing: the slab stays the caller's.
    /// </summary>
    public bool TrySendPieces(UploadSlab slab)
    {
        ArgumentNullException.ThrowIfNull(slab);
        return _sender.Queue.TryAdd(slab);
    }

    /// <summary>Leaves out a queued block that is not under way yet.</summary>
    /// <returns>Blocks left out; each needs a reject if the peer speaks the fast extension (BEP 6).</returns>
    public int CancelQueued(in BlockRequest request) => _sender.Queue.Cancel(request);

    /// <summary>Leaves out every queued block that is not under way yet, after a choke, and tells which.</summary>
    public void CancelAllQueued(ICollection<BlockRequest> dropped)
    {
        ArgumentNullException.ThrowIfNull(dropped);
        _sender.Queue.CancelAll(dropped);
    }

    /// <summary>
    /// Lets time pass, about once a second: sends a keep-alive when we were silent for long, closes when the peer was.
    /// One caller at a time.
    /// </summary>
    public void Heartbeat(MonotonicTime now)
    {
        if (IsClosing) return;
        _watch.NoteReceiver(_receiver.ReceivedBytes, _receiver.IsWaitingForPeer, now);
        _watch.NoteSender(_sender.SentBytes, _sender.IsWaitingForPeer, now);
        if (_watch.IsIdle(now)) Close(DisconnectReason.IdleTimeout);
        else if (_watch.IsSendStuck(now)) Close(DisconnectReason.SendTimeout);
        else if (_watch.IsKeepAliveDue(now)) TrySend(PeerMessage.KeepAlive);
    }

    /// <summary>
    /// Ends the connection; the first call wins, and what was not sent is dropped. <see cref="IPeerSink.Closed"/>
    /// follows once both loops have ended, never inside this call.
    /// </summary>
    public void Close(DisconnectReason reason, string? detail = null)
    {
        if (Interlocked.CompareExchange(ref _cause, new LoopEnd(reason, detail), null) is not null) return;
        _socket.Dispose();
        _receiver.Close();
        _sender.Close();
    }

    private static void CheckLimits(WireLimits limits)
    {
        if (limits.MaxBlockLength > PieceGeometry.BlockSize)
            throw new ArgumentException("Blocks above 16 KiB do not fit a block buffer.", nameof(limits));
    }

    private static IPEndPoint? RemoteOf(Socket socket)
    {
        try
        {
            return socket.RemoteEndPoint as IPEndPoint;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async Task RunAsync(Task<LoopEnd> loop)
    {
        LoopEnd end = await loop;
        Close(end.Reason, end.Detail);
        if (Interlocked.Decrement(ref _runningLoops) > 0) return;
        _receiver.Release();
        _sender.Queue.Release();
        LoopEnd cause = _cause!;
        _sink.Closed(this, cause.Reason, cause.Detail);
    }
}
