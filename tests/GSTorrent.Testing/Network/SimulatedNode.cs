using GSTorrent.Primitives;
using GSTorrent.Swarm;
using GSTorrent.Wire;

namespace GSTorrent.Testing.Network;

/// <summary>One participant of a simulated swarm: a real state machine with a simulated line and disk.</summary>
public sealed class SimulatedNode : ITorrentEffects
{
    private readonly Uplink _uplink;
    private readonly List<Lane> _lanes = [];
    private readonly MessageBatch _batch = new();
    private readonly HashSet<SimulatedNode> _banned = [];

    internal SimulatedNode(SimulatedNetwork network, int number, NodeSettings settings)
    {
        Network = network;
        Number = number;
        Settings = settings;
        _uplink = new Uplink(this, network.Events);
        var options = new SwarmOptions { InfoHash = default, UploadSlots = settings.UploadSlots };
        Swarm = new TorrentSwarm(options, new Random(network.Random.Next()), this)
        {
            SuperSeeding = settings.SuperSeeds,
        };
    }

    /// <summary>Where it lives.</summary>
    public SimulatedNetwork Network { get; }

    /// <summary>Its address.</summary>
    public int Number { get; }

    /// <summary>May be changed at any time.</summary>
    public NodeSettings Settings { get; set; }

    /// <summary>What is tested.</summary>
    public TorrentSwarm Swarm { get; }

    /// <summary>Milliseconds that its clock is ahead.</summary>
    public long ClockAheadMs { get; set; }

    /// <summary>When it had everything that it wants; null before.</summary>
    public MonotonicTime? FinishedAt { get; private set; }

    /// <summary>Whom it has banned.</summary>
    public IReadOnlyCollection<SimulatedNode> Banned => _banned;

    /// <summary>Pieces that came from the disk's check as wrong.</summary>
    public int BadPieces { get; private set; }

    /// <summary>Payload bytes that have left.</summary>
    public long Sent => _uplink.Sent;

    /// <summary>Payload bytes that have arrived.</summary>
    public long Received { get; private set; }

    /// <summary>Why connections were ended by it.</summary>
    public List<DisconnectReason> Disconnects { get; } = [];

    /// <summary>Open connections.</summary>
    public IReadOnlyList<Lane> Lanes => _lanes;

    internal MonotonicTime Now => Network.Events.Now + ClockAheadMs;

    /// <summary>Is there a connection with the other, or one that is being closed?</summary>
    public bool IsConnectedWith(SimulatedNode other) => _lanes.Exists(lane => lane.Receiver == other);

    void ITorrentEffects.Send(Peer peer, in PeerMessage message) => ((Lane)peer.Connection!).Send(message);

    void ITorrentEffects.StorePiece(OpenPiece piece) =>
        Network.Events.In(Settings.StorageDelayMs * 1000L, () => Judge(piece));

    void ITorrentEffects.SendBlocks(Peer peer, ReadOnlySpan<BlockRequest> run)
    {
        var lane = (Lane)peer.Connection!;
        if (Settings.Stalls) return;
        foreach (BlockRequest block in run) lane.SendBlock(block);
        _uplink.Offer(lane);
    }

    void ITorrentEffects.Disconnect(Peer peer, DisconnectReason reason)
    {
        Disconnects.Add(reason);
        Network.Close((Lane)peer.Connection!);
    }

    void ITorrentEffects.Ban(Peer peer, string reason)
    {
        var lane = (Lane)peer.Connection!;
        _banned.Add(lane.Receiver);
        // As the address is banned, so are all its connections.
        foreach (Lane other in _lanes)
            if (other.Receiver == lane.Receiver) Network.Close(other);
    }

    void ITorrentEffects.PiecesTold(Peer peer)
    {
        // Its disk never rots.
    }

    void ITorrentEffects.PieceVerified(int piece) => Network.Trace(Number, -1, 1000, piece, 0);

    void ITorrentEffects.Finished() => FinishedAt ??= Network.Events.Now;

    void ITorrentEffects.MetadataCompleted(byte[] infoDictionary) =>
        throw new InvalidOperationException("Simulated nodes know the metainfo from the start.");

    internal void Tick() => Swarm.Tick(Now);

    internal void Connected(Lane lane)
    {
        _lanes.Add(lane);
        Swarm.PeerConnected(lane.Peer, Now);
    }

    internal void Closed(Lane lane)
    {
        _lanes.Remove(lane);
        Swarm.PeerClosed(lane.Peer, Now);
    }

    internal void Take(Lane lane, in PeerMessage message)
    {
        if (message.Kind == MessageKind.Piece) Received += message.Length;
        _batch.Add(message);
        Swarm.Received(lane.Reverse.Peer, _batch, Now);
    }

    private void Judge(OpenPiece piece)
    {
        var verdict = SimulatedVerdict.On(piece);
        bool fails = Settings.DiskErrorShare > 0 && Network.Random.NextDouble() < Settings.DiskErrorShare;
        if (verdict.Outcome == StoreOutcome.HashMismatch) BadPieces++;
        else if (fails) verdict = new StoreResult(StoreOutcome.DiskError);
        piece.ReleaseBuffers();
        Swarm.PieceStored(piece, verdict, Now);
    }
}
