using System.Threading.Channels;

namespace GSTorrent.Api.Native.Events;

/// <summary>One reader's place in the broadcast. A reader that is too slow loses it and must join anew.</summary>
/// <param name="first">What the reader lacks when it joins; null: nothing.</param>
internal sealed class EventReader(EventMessage? first)
{
    /// <summary>Messages that may wait for the reader.</summary>
    private const int Places = 16;

    private readonly Channel<EventMessage> _messages = Channel.CreateBounded<EventMessage>(
        new BoundedChannelOptions(Places) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public EventMessage? First => first;

    /// <summary>False: the reader is too slow, and this was its last message.</summary>
    public bool TryTell(EventMessage message)
    {
        if (_messages.Writer.TryWrite(message)) return true;
        _messages.Writer.TryComplete();
        return false;
    }

    /// <summary>The next message; null once the place is lost.</summary>
    public async ValueTask<EventMessage?> NextAsync(CancellationToken stop)
    {
        while (await _messages.Reader.WaitToReadAsync(stop))
            if (_messages.Reader.TryRead(out EventMessage? message)) return message;
        return null;
    }
}
