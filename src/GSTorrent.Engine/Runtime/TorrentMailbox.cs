using System.Threading.Channels;

namespace GSTorrent.Engine;

/// <summary>
/// The way into a torrent's loop. Only so many batches of peers may wait: their receivers wait for a place, which slows
/// the peers down. All else is accepted at once and never lost while the loop lives: answers to what the loop has asked
/// for, of which there are no more than it asked for, commands of people, and one tick.
/// </summary>
internal sealed class TorrentMailbox : IDisposable
{
    /// <summary>Batches of peers that may wait.</summary>
    private const int Places = 256;

    private readonly Channel<TorrentEvent> _channel =
        Channel.CreateUnbounded<TorrentEvent>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SemaphoreSlim _places = new(Places);
    private int _tickWaits;

    /// <summary>Shut while too much that came is not on record yet.</summary>
    public IntakeGate Intake { get; } = new();

    /// <summary>Waits for an event; false once the loop is to end and all that was accepted has been read.</summary>
    public ValueTask<bool> WaitToReadAsync() => _channel.Reader.WaitToReadAsync();

    public bool TryRead(out TorrentEvent item)
    {
        if (!_channel.Reader.TryRead(out item)) return false;
        if (item.Kind == TorrentEventKind.Received) _places.Release();
        else if (item.Kind == TorrentEventKind.Tick) Volatile.Write(ref _tickWaits, 0);
        return true;
    }

    /// <summary>For batches of peers: done when there was a place. False if the loop has ended.</summary>
    public ValueTask<bool> ReceivedAsync(in TorrentEvent item)
    {
        Task pass = Intake.PassAsync();
        return pass.IsCompletedSuccessfully && _places.Wait(0)
            ? new ValueTask<bool>(_channel.Writer.TryWrite(item))
            : WaitAsync(pass, item);
    }

    /// <summary>For all else. False if the loop has ended; else the loop will see it.</summary>
    public bool Post(in TorrentEvent item) => _channel.Writer.TryWrite(item);

    /// <summary>Time has passed; nothing happens if the last tick still waits.</summary>
    public void Tick()
    {
        if (Interlocked.Exchange(ref _tickWaits, 1) == 0) Post(new TorrentEvent(TorrentEventKind.Tick));
    }

    /// <summary>Nothing more is accepted.</summary>
    public void Complete() => _channel.Writer.TryComplete();

    /// <summary>After the loop has ended, when no connection is left.</summary>
    public void Dispose() => _places.Dispose();

    private async ValueTask<bool> WaitAsync(Task pass, TorrentEvent item)
    {
        await pass;
        await _places.WaitAsync();
        return _channel.Writer.TryWrite(item);
    }
}
