using GSTorrent.Primitives;
using GSTorrent.Swarm;
using GSTorrent.Wire;

namespace GSTorrent.Engine;

/// <summary>When fewer connections are allowed than there are, some end: first those that are of least use.</summary>
internal static class SurplusPeers
{
    public static void Close(IReadOnlyList<Peer> peers, int limit, MonotonicTime now)
    {
        int surplus = peers.Count - limit;
        if (surplus <= 0) return;
        Peer[] leastFirst =
        [
            .. peers.OrderBy(static peer => peer.AmInterested || peer.PeerInterested)
                .ThenBy(peer => peer.DownloadRate(now) + peer.UploadRate(now)),
        ];
        foreach (Peer peer in leastFirst.AsSpan(0, surplus))
            SwarmEffects.LinkOf(peer).Connection.Close(DisconnectReason.TooManyPeers);
    }
}
