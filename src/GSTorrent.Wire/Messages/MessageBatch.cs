using GSTorrent.Primitives;

namespace GSTorrent.Wire;

/// <summary>
/// The messages of one receive, handed on as one. It has one owner at a time, who returns it to its
/// <see cref="MessageBatchPool"/>. Blocks inside belong to whoever holds the batch.
/// </summary>
public sealed class MessageBatch
{
    /// <summary>Number of messages at which a batch should be handed on.</summary>
    public const int FullCount = 1024;

    private const int FirstCapacity = 32;

    private PeerMessage[] _messages = new PeerMessage[FirstCapacity];

    /// <summary>Number of messages.</summary>
    public int Count { get; private set; }

    /// <summary>Is it time to hand the batch on?</summary>
    public bool IsFull => Count >= FullCount;

    /// <summary>Has it ever grown beyond what a pool should keep?</summary>
    internal bool IsOversized => _messages.Length > FullCount;

    /// <summary>The messages, in the order of their arrival; valid until the next change.</summary>
    public Span<PeerMessage> Messages => _messages.AsSpan(0, Count);

    /// <summary>
    /// Appends a message. Above <see cref="FullCount"/> it still grows: the reader of the socket sets the limit.
    /// </summary>
    public void Add(in PeerMessage message)
    {
        if (Count == _messages.Length) Array.Resize(ref _messages, Count * 2);
        _messages[Count++] = message;
    }

    /// <summary>Forgets the messages without releasing their blocks: they went to somebody else.</summary>
    public void Clear()
    {
        Messages.Clear();
        Count = 0;
    }

    /// <summary>Releases the block of every piece message and forgets all messages: nobody handled them.</summary>
    public void Discard()
    {
        foreach (ref PeerMessage message in Messages) message.Block?.Release();
        Clear();
    }
}
