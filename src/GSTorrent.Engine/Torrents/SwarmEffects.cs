using GSTorrent.Primitives;
using GSTorrent.Swarm;
using GSTorrent.Wire;

namespace GSTorrent.Engine;

/// <summary>
/// Carries out what the swarm decides: messages to connections, pieces to the disk, news to the loop.
/// </summary>
internal sealed class SwarmEffects(TorrentLoop loop) : ITorrentEffects
{
    public void Send(Peer peer, in PeerMessage message)
    {
        PeerLink link = LinkOf(peer);
        if (!link.Connection.TrySend(message)) link.Connection.Close(DisconnectReason.SendQueueFull);
    }

    public void StorePiece(OpenPiece piece) => loop.Content!.Store(piece);

    public void SendBlocks(Peer peer, ReadOnlySpan<BlockRequest> run) => loop.Content!.Uploads.Send(LinkOf(peer), run);

    public void Disconnect(Peer peer, DisconnectReason reason) => LinkOf(peer).Connection.Close(reason);

    public void Ban(Peer peer, string reason) => loop.Peers.Ban(LinkOf(peer), reason);

    // Before there is metainfo there is no content, and nothing was sent.
    public void PiecesTold(Peer peer) => loop.Content?.Uploads.Confirm(LinkOf(peer));

    public void PieceVerified(int piece) => loop.PieceVerified(piece);

    public void Finished() => loop.DownloadFinished();

    public void MetadataCompleted(byte[] infoDictionary) => loop.MetadataCompleted(infoDictionary);

    public static PeerLink LinkOf(Peer peer) => (PeerLink)peer.Connection!;
}
