using GSTorrent.Primitives;

namespace GSTorrent.Testing.Network;

/// <summary>A node's line out: it sends block by block, each connection in its turn.</summary>
internal sealed class Uplink(SimulatedNode node, EventQueue events)
{
    private readonly Queue<Lane> _lanes = new();
    private bool _isBusy;

    /// <summary>Payload bytes that have left.</summary>
    public long Sent { get; private set; }

    public void Offer(Lane lane)
    {
        if (lane.IsServed) return;
        lane.IsServed = true;
        _lanes.Enqueue(lane);
        if (!_isBusy) SendNext();
    }

    private void SendNext()
    {
        _isBusy = false;
        while (_lanes.TryDequeue(out Lane? lane))
        {
            if (!lane.TryTakeBlock(out BlockRequest block))
            {
                lane.IsServed = false;
                continue;
            }

            _isBusy = true;
            long bytes = lane.IsClosed ? 0 : block.Length;
            events.In(bytes * 1_000_000 / node.Settings.UploadBytesPerSecond, () => Finish(lane, block));
            return;
        }
    }

    private void Finish(Lane lane, in BlockRequest block)
    {
        bool wasSent = !lane.IsClosed;
        if (wasSent)
        {
            Sent += block.Length;
            node.Network.DeliverBlock(lane, block);
        }

        // It goes to the end of the line first: what the node answers to the event may be more for the same lane.
        _lanes.Enqueue(lane);
        node.Swarm.UploadEnded(lane.Peer, block.Length, wasSent, node.Now);
        SendNext();
    }
}
