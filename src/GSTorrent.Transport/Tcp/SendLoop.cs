using System.Net.Sockets;
using GSTorrent.Transport.Bandwidth;

namespace GSTorrent.Transport.Tcp;

/// <summary>
/// Sends for one connection: all messages that wait in one go, then blocks, run by run. Messages wait for nothing but
/// the run under way; under a limit that is one block.
/// </summary>
internal sealed class SendLoop
{
    private readonly PeerConnection _owner;
    private readonly Socket _socket;
    private readonly IPeerSink _sink;
    private readonly BandwidthLane _lane;
    private long _sentBytes;
    private volatile bool _isWaitingForPeer;

    public SendLoop(PeerConnection owner, Socket socket, IPeerSink sink, PeerConnectionSettings settings)
    {
        _owner = owner;
        _socket = socket;
        _sink = sink;
        _lane = new BandwidthLane(settings.Upload, settings.Time);
        Queue = new SendQueue(settings.MaxPendingBytes, settings.MaxPendingSlabs);
    }

    public SendQueue Queue { get; }

    /// <summary>Bytes sent so far.</summary>
    public long SentBytes => Volatile.Read(ref _sentBytes);

    /// <summary>Is a send under way that the peer has not made room for?</summary>
    public bool IsWaitingForPeer => _isWaitingForPeer;

    // Under a limit runs are short: messages go out between two blocks.
    private int MostBlocks => _lane.IsLimited ? 1 : UploadSlab.MaxBlocks;

    public void Close()
    {
        Queue.Close();
        _lane.Close();
    }

    public async Task<LoopEnd> RunAsync()
    {
        try
        {
            await Task.Yield();
            while (!_owner.IsClosing)
            {
                await Queue.WaitAsync();
                while (Queue.TryTake(MostBlocks, out SendItem item))
                {
                    for (int done = 0; done < item.Bytes.Length;)
                    {
                        int granted = await GrantAsync(item, done);
                        if (granted == 0) return LoopEnd.Closed;
                        _isWaitingForPeer = true;
                        ReadOnlyMemory<byte> bytes = item.Bytes.Slice(done, granted);
                        int sent = await _socket.SendAsync(bytes, SocketFlags.None, CancellationToken.None);
                        _isWaitingForPeer = false;
                        Report(item, done, sent);
                        if (item.Blocks > 0) _lane.Return(granted - sent);
                        done += sent;
                    }
                }
            }

            return LoopEnd.Closed;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return LoopEnd.From(exception, "sending");
        }
    }

    private void Report(in SendItem item, int done, int sent)
    {
        Volatile.Write(ref _sentBytes, _sentBytes + sent);
        _sink.Sent(_owner, item.PayloadAfter(done + sent) - item.PayloadAfter(done), sent);
    }

    // Messages are counted but do not wait: a late request or choke costs more than their few bytes.
    private ValueTask<int> GrantAsync(in SendItem item, int done)
    {
        int wanted = item.Bytes.Length - done;
        if (item.Blocks > 0) return _lane.TakeAsync(wanted);
        _lane.Charge(wanted);
        return new ValueTask<int>(wanted);
    }
}
