using GSTorrent.Primitives;
using GSTorrent.Swarm;
using GSTorrent.Wire;

namespace GSTorrent.Testing.Network;

/// <summary>
/// A swarm on virtual time: real state machines, simulated lines and disks. Everything follows from the seed, so that
/// the same seed gives the same trace.
/// </summary>
public sealed class SimulatedNetwork
{
    private readonly List<SimulatedNode> _nodes = [];
    private readonly TraceHash _trace = new();

    public SimulatedNetwork(int seed, PieceGeometry geometry)
    {
        Seed = seed;
        Geometry = geometry;
        Random = new Random(seed);
    }

    /// <summary>From which everything follows.</summary>
    public int Seed { get; }

    /// <summary>Of the one torrent.</summary>
    public PieceGeometry Geometry { get; }

    /// <summary>The network's own chance.</summary>
    public Random Random { get; }

    /// <summary>Time.</summary>
    public EventQueue Events { get; } = new();

    /// <summary>Of all nodes.</summary>
    public BlockPool Pool { get; } = new();

    /// <summary>All nodes, in the order of their numbers.</summary>
    public IReadOnlyList<SimulatedNode> Nodes => _nodes;

    /// <summary>A hash of everything that has happened.</summary>
    public ulong TraceValue => _trace.Value;

    /// <summary>A new node, connected with nobody.</summary>
    public SimulatedNode Add(NodeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var node = new SimulatedNode(this, _nodes.Count, settings);
        _nodes.Add(node);
        var have = new Bitfield(Geometry.PieceCount);
        if (settings.IsSeed) have.SetAll();
        var priorities = new FilePriority[Geometry.PieceCount];
        Array.Fill(priorities, FilePriority.Normal);
        node.Swarm.SetGeometry(Geometry, default, have, priorities, node.Now);
        Events.In(Random.Next(1_000_000), () => Tick(node));
        return node;
    }

    /// <summary>Connects each node with each other that has not banned it.</summary>
    public void ConnectAll()
    {
        foreach (SimulatedNode left in _nodes)
            foreach (SimulatedNode right in _nodes)
                if (left.Number < right.Number) Connect(left, right);
    }

    /// <summary>Connects two nodes, unless they are, or one has banned the other, or both have everything.</summary>
    public void Connect(SimulatedNode left, SimulatedNode right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left == right || left.IsConnectedWith(right) || right.IsConnectedWith(left)) return;
        if (left.Banned.Contains(right) || right.Banned.Contains(left)) return;
        if (left.Swarm.IsFinished && right.Swarm.IsFinished) return;
        Trace(left.Number, right.Number, 1001, 0, 0);
        Lane forth = new(left, right), back = new(right, left);
        (forth.Reverse, back.Reverse) = (back, forth);
        ReservedBits reserved = left.Settings.Reserved & right.Settings.Reserved;
        forth.Peer = new Peer(default, reserved, isIncoming: false, forth) { Address = right.Address };
        back.Peer = new Peer(default, reserved, isIncoming: true, back) { Address = left.Address };
        left.Connected(forth);
        right.Connected(back);
    }

    /// <summary>Ends a connection; the sender knows at once, the other after the latency.</summary>
    public void Close(Lane lane)
    {
        ArgumentNullException.ThrowIfNull(lane);
        if (lane.IsClosed) return;
        lane.IsClosed = lane.Reverse.IsClosed = true;
        Events.In(0, () => lane.Sender.Closed(lane));
        Events.In(lane.Sender.Settings.LatencyMs * 1000L, () => lane.Receiver.Closed(lane.Reverse));
    }

    /// <summary>Ends all connections of a node.</summary>
    public void CloseAll(SimulatedNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        foreach (Lane lane in node.Lanes) Close(lane);
    }

    /// <summary>Runs until the condition holds; false if it does not within so many seconds of virtual time.</summary>
    public bool RunUntil(Func<bool> condition, long limitSeconds)
    {
        ArgumentNullException.ThrowIfNull(condition);
        long limit = Events.Microseconds + (limitSeconds * 1_000_000);
        while (!condition())
            if (!Events.TryStep(limit)) return false;
        return true;
    }

    /// <summary>Runs for so many milliseconds of virtual time.</summary>
    public void RunFor(long milliseconds)
    {
        long limit = Events.Microseconds + (milliseconds * 1000);
        while (Events.TryStep(limit))
        {
        }
    }

    internal void Deliver(Lane lane, PeerMessage message) =>
        Events.In(lane.Sender.Settings.LatencyMs * 1000L, () => Arrive(lane, message));

    internal void DeliverBlock(Lane lane, BlockRequest request)
    {
        BlockBuffer buffer = Pool.Rent();
        buffer.Length = request.Length;
        double share = lane.Sender.Settings.PoisonShare;
        bool isBad = share > 0 && Random.NextDouble() < share;
        buffer.Span[0] = isBad ? (byte)(1 + Random.Next(255)) : SimulatedVerdict.Good;
        Deliver(lane, PeerMessage.ForPiece(request.Piece, request.Offset, buffer));
    }

    internal void Trace(int from, int to, int kind, int piece, int offset)
    {
        _trace.Add(Events.Microseconds);
        _trace.Add(((long)from << 32) | (uint)to);
        _trace.Add(((long)kind << 32) | (uint)piece);
        _trace.Add(offset);
    }

    private void Arrive(Lane lane, in PeerMessage message)
    {
        Trace(lane.Sender.Number, lane.Receiver.Number, (int)message.Kind, message.Piece, message.Offset);
        if (lane.IsClosed) message.Block?.Release();
        else lane.Receiver.Take(lane, message);
    }

    private void Tick(SimulatedNode node)
    {
        node.Tick();
        Events.In(1_000_000, () => Tick(node));
    }
}
