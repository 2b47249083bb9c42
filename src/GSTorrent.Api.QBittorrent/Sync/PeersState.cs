using GSTorrent.Primitives;
using Peers = System.Collections.Generic.Dictionary<string, GSTorrent.Engine.PeerSnapshot>;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>
/// The peers of one torrent that a client of sync/torrentPeers has seen, by their addresses; see
/// <see cref="MaindataState"/> for how it goes on. One request at a time uses it, under its own lock.
/// </summary>
internal sealed class PeersState(InfoHash infoHash, int id, Peers peers) : ISyncState
{
    private Peers _sent = peers;

    public Lock Gate { get; } = new();

    public InfoHash InfoHash => infoHash;

    public int AcceptedId { get; private set; } = id;

    public int SentId { get; private set; } = id;

    /// <summary>The peers that the client is known to have.</summary>
    public Peers Accepted { get; private set; } = peers;

    public void Accept(long named)
    {
        if (named != SentId) return;
        Accepted = _sent;
        AcceptedId = SentId;
    }

    public void Send(int sentId, Peers sent)
    {
        SentId = sentId;
        _sent = sent;
    }
}
