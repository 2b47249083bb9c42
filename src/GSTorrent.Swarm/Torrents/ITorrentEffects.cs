using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>
/// What a swarm's decisions want done. Each method returns at once and calls nothing of the swarm; what comes of it
/// comes back as an event later. The real one hands on to sockets and disks, the simulated one to a virtual network.
/// </summary>
public interface ITorrentEffects
{
    /// <summary>Sends a message to a peer.</summary>
    void Send(Peer peer, in PeerMessage message);

    /// <summary>
    /// Verifies a complete piece and writes it; the answer is <see cref="TorrentSwarm.PieceStored"/> with the same
    /// object.
    /// </summary>
    void StorePiece(OpenPiece piece);

    /// <summary>
    /// Reads blocks, at most <see cref="UploadQueue.MaxRun"/>, and sends them; the answer is <see
    /// cref="TorrentSwarm.UploadEnded"/> when they have
    /// left.
    /// </summary>
    void SendBlocks(Peer peer, ReadOnlySpan<BlockRequest> run);

    /// <summary>Ends the connection.</summary>
    void Disconnect(Peer peer, DisconnectReason reason);

    /// <summary>Ends the connection and takes no other with the peer's address.</summary>
    void Ban(Peer peer, string reason);

    /// <summary>
    /// A peer has told of pieces that it had not told of before: <see cref="Peer.Pieces"/> holds them.
    /// </summary>
    void PiecesTold(Peer peer);

    /// <summary>A piece is verified and written.</summary>
    void PieceVerified(int piece);

    /// <summary>Every wanted piece is verified.</summary>
    void Finished();

    /// <summary>Peers have told the whole info dictionary and its hash fits (BEP 9).</summary>
    void MetadataCompleted(byte[] infoDictionary);
}
