using GSTorrent.Primitives;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>Makes what is shown of a torrent's peers. Only the loop calls it.</summary>
internal static class PeerSnapshots
{
    public static IReadOnlyList<PeerSnapshot> Of(TorrentSwarm swarm, MonotonicTime now) =>
        [.. swarm.Peers.Select(peer => Of(peer, swarm.Have, now))];

    /// <summary>How many have everything, serve us, are served by us.</summary>
    public static (int Seeds, int Sending, int Receiving) Count(IReadOnlyList<Peer> peers)
    {
        (int seeds, int sending, int receiving) = (0, 0, 0);
        foreach (Peer peer in peers)
        {
            if (peer.IsSeed) seeds++;
            if (peer is { AmInterested: true, PeerChoking: false }) sending++;
            if (peer is { PeerInterested: true, AmChoking: false }) receiving++;
        }

        return (seeds, sending, receiving);
    }

    private static PeerSnapshot Of(Peer peer, Bitfield? have, MonotonicTime now)
    {
        PeerLink link = SwarmEffects.LinkOf(peer);
        string id = peer.Id.ToString();
        return new PeerSnapshot
        {
            Address = link.Address,
            ClientName = peer.ClientName.Length > 0 ? peer.ClientName : id,
            PeerIdText = id,
            IsIncoming = peer.IsIncoming,
            Source = link.Source,
            Progress = peer.Pieces.Length == 0 ? 0 : (double)peer.Pieces.Count / peer.Pieces.Length,
            Relevance = RelevanceOf(peer.Pieces, have),
            DownloadRate = peer.DownloadRate(now),
            UploadRate = peer.UploadRate(now),
            Downloaded = peer.DownloadedBytes,
            Uploaded = peer.UploadedBytes,
            AmChoking = peer.AmChoking,
            AmInterested = peer.AmInterested,
            PeerChoking = peer.PeerChoking,
            PeerInterested = peer.PeerInterested,
            IsSnubbed = peer.IsSnubbed,
            IsOptimistic = peer.IsOptimistic,
            IsSeed = peer.IsSeed,
            IsFastCapable = peer.Reserved.HasFlag(Wire.ReservedBits.Fast),
            IsExtensionCapable = peer.Reserved.HasFlag(Wire.ReservedBits.ExtensionProtocol),
            RequestsOut = peer.Requests.Count,
        };
    }

    private static double RelevanceOf(Bitfield pieces, Bitfield? have)
    {
        if (have is null || pieces.Length == 0 || have.IsAll) return 0;
        return (double)pieces.CountNotIn(have) / (have.Length - have.Count);
    }
}
