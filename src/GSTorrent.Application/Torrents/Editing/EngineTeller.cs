using GSTorrent.Application.Persistence;
using GSTorrent.Engine;

namespace GSTorrent.Application.Torrents;

/// <summary>Tells the engine what is otherwise in a torrent's record.</summary>
internal static class EngineTeller
{
    public static void Tell(TorrentHandle handle, TorrentRecord before, TorrentRecord after)
    {
        if (before.DownloadLimit != after.DownloadLimit || before.UploadLimit != after.UploadLimit)
            handle.SetLimits(after.DownloadLimit, after.UploadLimit);
        if (before.Sequential != after.Sequential) handle.SetSequential(after.Sequential);
        if (before.Priorities != after.Priorities && handle.Metainfo is not null)
            handle.SetPriorities(FileRules.FromBytes(after.Priorities));
        string[] newPeers = [.. after.Peers.Except(before.Peers, StringComparer.Ordinal)];
        if (newPeers.Length > 0) PeerAddresses.HandOver(newPeers, handle.AddPeers);
        TellWishes(handle, before.Wishes, after.Wishes);
    }

    private static void TellWishes(TorrentHandle handle, TorrentWishes before, TorrentWishes after)
    {
        if (before.FirstLastFirst != after.FirstLastFirst) handle.SetFirstLastFirst(after.FirstLastFirst);
        if (before.SuperSeeding != after.SuperSeeding) handle.SetSuperSeeding(after.SuperSeeding);
        if (before.MaxConnections != after.MaxConnections || before.UploadSlots != after.UploadSlots)
            handle.SetPeerLimits(after.MaxConnections, after.UploadSlots);
        if (before.TrackerTiers != after.TrackerTiers && after.TrackerTiers is { } tiers)
            _ = handle.SetTrackersAsync(tiers);
    }
}
