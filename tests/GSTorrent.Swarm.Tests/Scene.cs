using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests;

/// <summary>One state machine with scripted peers.</summary>
internal sealed class Scene
{
    public const int Block = PieceGeometry.BlockSize;
    private readonly MessageBatch _batch = new();

    public Scene(InfoHash infoHash = default, int slots = 8)
    {
        Swarm = new TorrentSwarm(new SwarmOptions { InfoHash = infoHash, UploadSlots = slots }, new Random(1), Effects);
    }

    public RecordingEffects Effects { get; } = new();

    public BlockPool Pool { get; } = new();

    public TorrentSwarm Swarm { get; }

    public MonotonicTime Now { get; private set; } = new(1000);

    /// <summary>A torrent of pieces of two blocks.</summary>
    public Scene With(int pieces, params int[] have) => With(pieces, 2, have);

    public Scene With(int pieces, int blocks, int[] have)
    {
        var geometry = new PieceGeometry((long)pieces * blocks * Block, blocks * Block);
        var verified = new Bitfield(pieces);
        foreach (int piece in have) verified.Set(piece);
        Swarm.SetGeometry(geometry, default, verified, Priorities(pieces, FilePriority.Normal), Now);
        return this;
    }

    public static FilePriority[] Priorities(int count, FilePriority priority)
    {
        var priorities = new FilePriority[count];
        Array.Fill(priorities, priority);
        return priorities;
    }

    /// <param name="reserved">What it speaks.</param>
    /// <param name="address">As we see it, 4 or 16 bytes; none: we see none.</param>
    public Peer Connect(
        ReservedBits reserved = ReservedBits.Fast | ReservedBits.ExtensionProtocol, params byte[] address)
    {
        var peer = new Peer(default, reserved, isIncoming: true, connection: null)
        {
            Address = address.Length > 0 ? address : null,
        };
        Swarm.PeerConnected(peer, Now);
        return peer;
    }

    /// <summary>A seed that does not choke us.</summary>
    public Peer ConnectSeed(ReservedBits reserved = ReservedBits.Fast | ReservedBits.ExtensionProtocol)
    {
        Peer peer = Connect(reserved);
        var all = new Bitfield(Swarm.Have!.Length);
        all.SetAll();
        Say(peer, PeerMessage.Bitfield(all.Bytes.ToArray()), PeerMessage.Unchoke);
        return peer;
    }

    public void Say(Peer peer, params PeerMessage[] messages)
    {
        foreach (PeerMessage message in messages) _batch.Add(message);
        Swarm.Received(peer, _batch, Now);
    }

    public void Give(Peer peer, BlockRequest request)
    {
        BlockBuffer buffer = Pool.Rent();
        buffer.Length = request.Length;
        Say(peer, PeerMessage.ForPiece(request.Piece, request.Offset, buffer));
    }

    public List<BlockRequest> TakeRequests(Peer peer) =>
        [.. Effects.Take(peer, MessageKind.Request).Select(message => message.Request)];

    public void Judge(StoreOutcome outcome, params byte[] marks)
    {
        OpenPiece piece = Effects.Stored[0];
        Effects.Stored.RemoveAt(0);
        byte[] hashes = [.. marks.SelectMany(mark => Enumerable.Repeat(mark, 20))];
        Swarm.PieceStored(piece, new StoreResult(outcome, hashes), Now);
    }

    /// <summary>Lets seconds pass.</summary>
    public void Pass(int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            Now += 1000;
            Swarm.Tick(Now);
        }
    }
}
