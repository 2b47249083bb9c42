using GSTorrent.Primitives;
using GSTorrent.Swarm;
using GSTorrent.Wire;

namespace GSTorrent.Testing.Network;

/// <summary>One direction of a connection: what was sent first arrives first, as with TCP.</summary>
public sealed class Lane
{
    private readonly Queue<Item> _waiting = new();

    internal Lane(SimulatedNode sender, SimulatedNode receiver)
    {
        Sender = sender;
        Receiver = receiver;
    }

    /// <summary>Who sends here.</summary>
    public SimulatedNode Sender { get; }

    /// <summary>Who receives here.</summary>
    public SimulatedNode Receiver { get; }

    /// <summary>The other direction.</summary>
    public Lane Reverse { get; internal set; } = null!;

    /// <summary>The receiver, as the sender sees it.</summary>
    public Peer Peer { get; internal set; } = null!;

    /// <summary>Has the connection ended?</summary>
    public bool IsClosed { get; internal set; }

    internal bool IsServed { get; set; }

    internal int Count => _waiting.Count;

    /// <summary>A message without weight: it leaves at once unless blocks stand before it.</summary>
    internal void Send(in PeerMessage message)
    {
        if (IsClosed) return;
        if (_waiting.Count == 0 && !IsServed) Receiver.Network.Deliver(this, message);
        else _waiting.Enqueue(new Item(message, default));
    }

    internal void SendBlock(in BlockRequest block) => _waiting.Enqueue(new Item(default, block));

    /// <summary>Lets messages go that stand before the next block, and takes that block.</summary>
    internal bool TryTakeBlock(out BlockRequest block)
    {
        block = default;
        while (_waiting.TryDequeue(out Item item))
        {
            block = item.Block;
            if (block.Length > 0) return true;
            if (!IsClosed) Receiver.Network.Deliver(this, item.Message);
        }

        return false;
    }

    private readonly record struct Item(PeerMessage Message, BlockRequest Block);
}
