using System.Threading.Channels;

namespace GSTorrent.Engine;

/// <summary>
/// The way into a torrent's loop. Receivers of peers wait when it is full, which slows the peers down. Answers to what the
/// loop itself has asked for are never refused: there are no more of them than it asked for.
/// </summary>
internal sealed class TorrentMailbox
{
    /// <summary>Events that may wait; a batch of blocks is one event.</summary>
    private const int Capacity = 256;

    private readonly Channel<TorrentEvent> _channel = Channel.CreateBounded<TorrentEvent>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public ChannelReader<TorrentEvent> Reader => _channel.Reader;

    /// <summary>Waits for room. An ended loop throws <see cref="ChannelClosedException"/>.</summary>
    public ValueTask WriteAsync(in TorrentEvent item) => _channel.Writer.WriteAsync(item);

    /// <summary>For answers and commands: it waits in line, its caller does not. False if the loop has ended.</summary>
    public bool Post(in TorrentEvent item)
    {
        if (_channel.Writer.TryWrite(item)) return true;
        ValueTask write = _channel.Writer.WriteAsync(item);
        if (write.IsFaulted) return false;
        if (!write.IsCompleted) _ = ObserveAsync(write);
        return true;
    }

    /// <summary>Only if there is room: for ticks, of which the next comes soon.</summary>
    public bool TryPost(in TorrentEvent item) => _channel.Writer.TryWrite(item);

    public void Complete() => _channel.Writer.TryComplete();

    private static async Task ObserveAsync(ValueTask write)
    {
        try
        {
            await write;
        }
        catch (ChannelClosedException)
        {
            // The loop ended meanwhile; nobody is left to care about the event.
        }
    }
}
