using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests;

/// <summary>Writes down what the state machine wants done.</summary>
internal sealed class RecordingEffects : ITorrentEffects
{
    public List<(Peer Peer, PeerMessage Message)> Sent { get; } = [];

    public List<OpenPiece> Stored { get; } = [];

    public List<(Peer Peer, BlockRequest[] Run)> Uploads { get; } = [];

    public List<(Peer Peer, DisconnectReason Reason)> Disconnected { get; } = [];

    public List<Peer> Banned { get; } = [];

    public List<(Peer Peer, Bitfield Pieces)> Told { get; } = [];

    public List<int> Verified { get; } = [];

    public int FinishedCount { get; private set; }

    public byte[]? Metadata { get; private set; }

    /// <summary>What was sent to the peer of one kind; and forgets everything that was sent to it.</summary>
    public List<PeerMessage> Take(Peer peer, MessageKind kind)
    {
        List<PeerMessage> taken =
            [.. Sent.Where(sent => sent.Peer == peer && sent.Message.Kind == kind).Select(sent => sent.Message)];
        Sent.RemoveAll(sent => sent.Peer == peer);
        return taken;
    }

    public void Send(Peer peer, in PeerMessage message) => Sent.Add((peer, message));

    public void StorePiece(OpenPiece piece) => Stored.Add(piece);

    public void SendBlocks(Peer peer, ReadOnlySpan<BlockRequest> run) => Uploads.Add((peer, run.ToArray()));

    public void Disconnect(Peer peer, DisconnectReason reason) => Disconnected.Add((peer, reason));

    public void Ban(Peer peer, string reason) => Banned.Add(peer);

    public void PiecesTold(Peer peer) => Told.Add((peer, peer.Pieces.Clone()));

    public void PieceVerified(int piece) => Verified.Add(piece);

    public void Finished() => FinishedCount++;

    public void MetadataCompleted(byte[] infoDictionary) => Metadata = infoDictionary;
}
