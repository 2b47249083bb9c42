using System.Net.Sockets;
using System.Runtime.CompilerServices;
using GSTorrent.Transport.Bandwidth;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// Receives for one connection. It waits without a buffer; once there are bytes it receives into a borrowed slab, as
/// long as more come, and hands the messages of each receive to the sink as one batch.
/// </summary>
internal sealed class ReceiveLoop
{
    // After so many receives in a row others get the thread: a fast peer must not starve them.
    private const int ReceivesInARow = 16;

    private readonly PeerConnection _owner;
    private readonly Socket _socket;
    private readonly IPeerSink _sink;
    private readonly PeerConnectionSettings _settings;
    private readonly FrameParser _parser;
    private readonly BandwidthLane _lane;
    private long _receivedBytes;
    private volatile bool _isWaitingForPeer;
    private byte[]? _slab;
    private int _parsed;
    private int _filled;
    private MessageBatch? _batch;

    public ReceiveLoop(PeerConnection owner, Socket socket, IPeerSink sink, PeerConnectionSettings settings)
    {
        _owner = owner;
        _socket = socket;
        _sink = sink;
        _settings = settings;
        _parser = new FrameParser(settings.Blocks, settings.Limits);
        _lane = new BandwidthLane(settings.Download, settings.Time);
    }

    /// <summary>Bytes received so far.</summary>
    public long ReceivedBytes => Volatile.Read(ref _receivedBytes);

    /// <summary>Is it the peer's turn, or are we holding it back ourselves (limit, busy sink)?</summary>
    public bool IsWaitingForPeer => _isWaitingForPeer;

    public void SetLimits(WireLimits limits) => _parser.Limits = limits;

    /// <summary>Ends a wait for bandwidth; the socket is closed by the owner.</summary>
    public void Close() => _lane.Close();

    /// <summary>Gives back every buffer; only after the loop has ended.</summary>
    public void Release()
    {
        _parser.Release();
        ReturnSlab();
        if (_batch is null) return;
        _batch.Discard();
        _settings.Batches.Return(_batch);
        _batch = null;
    }

    public async Task<LoopEnd> RunAsync()
    {
        try
        {
            // The starter must not find itself inside its own sink.
            await Task.Yield();
            while (!_owner.IsClosing)
            {
                _isWaitingForPeer = true;
                await _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, CancellationToken.None);
                _isWaitingForPeer = false;
                LoopEnd? end = await DrainAsync();
                if (end is not null) return end;
            }

            return LoopEnd.Closed;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return LoopEnd.From(exception, "receiving");
        }
    }

    // Receives until nothing is left; null then, else why the connection ends.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<LoopEnd?> DrainAsync()
    {
        for (int round = 1; ; round++)
        {
            if (round % ReceivesInARow == 0) await Task.Yield();
            bool isLimited = _lane.IsLimited;
            int granted = isLimited ? await _lane.TakeAsync(BytesWorthTaking()) : SlabPool.SlabLength;
            if (granted == 0) return LoopEnd.Closed;
            SocketError error = Receive(granted);
            if (isLimited) _lane.Return(granted - _filled);
            if (error == SocketError.WouldBlock) return null;
            if (error != SocketError.Success) return new LoopEnd(SocketFailures.ReasonOf(error), $"receiving: {error}");
            if (_filled == 0) return new LoopEnd(DisconnectReason.RemoteClosed);
            DisconnectReason reason = DisconnectReason.None;
            while (_slab is not null)
            {
                reason = Parse();
                await HandOnAsync();
            }

            if (reason != DisconnectReason.None) return new LoopEnd(reason);
        }
    }

    private int BytesWorthTaking() => Math.Clamp(_socket.Available, 1024, SlabPool.SlabLength);

    // Fills a slab, which stays rented only if bytes came. The socket does not block.
    private SocketError Receive(int wanted)
    {
        _slab = _settings.Slabs.Rent();
        _parsed = 0;
        _filled = 0;
        int received = _socket.Receive(_slab.AsSpan(0, wanted), SocketFlags.None, out SocketError error);
        if (error == SocketError.Success) _filled = received;
        if (_filled == 0) ReturnSlab();
        else Volatile.Write(ref _receivedBytes, _receivedBytes + _filled);
        return error;
    }

    // Parses what the slab still holds, or as much as one batch takes, and returns the slab when it is used up: it is
    // never held while the sink is busy, but for a flood of tiny messages.
    private DisconnectReason Parse()
    {
        _batch = _settings.Batches.Rent();
        _parsed += _parser.Parse(_slab.AsSpan(_parsed, _filled - _parsed), _batch, out DisconnectReason reason);
        if (_parsed == _filled || reason != DisconnectReason.None) ReturnSlab();
        return reason;
    }

    private ValueTask HandOnAsync()
    {
        MessageBatch batch = _batch!;
        _batch = null;
        if (batch.Count > 0) return _sink.ReceivedAsync(_owner, batch);
        _settings.Batches.Return(batch);
        return ValueTask.CompletedTask;
    }

    private void ReturnSlab()
    {
        if (_slab is null) return;
        _settings.Slabs.Return(_slab);
        _slab = null;
    }
}
