using GSTorrent.Api.Contracts;
using GSTorrent.Application.Torrents;
using GSTorrent.Engine;
using WantedPriority = GSTorrent.Swarm.FilePriority;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>Files, peers and trackers of a torrent as contracts.</summary>
internal static class DetailTranslation
{
    public static FileDto ToDto(FileSnapshot file) => new()
    {
        Index = file.Index,
        Path = file.Path,
        Length = file.Length,
        Done = file.DoneBytes,
        Priority = ToDto(file.Priority),
    };

    public static PeerDto ToDto(PeerSnapshot peer) => new()
    {
        Address = peer.Address.ToString(),
        Client = peer.ClientName.Length > 0 ? peer.ClientName : null,
        Incoming = peer.IsIncoming,
        Progress = peer.Progress,
        DownloadBytesPerSecond = peer.DownloadRate,
        UploadBytesPerSecond = peer.UploadRate,
        DownloadedBytes = peer.Downloaded,
        UploadedBytes = peer.Uploaded,
        AmChoking = peer.AmChoking,
        AmInterested = peer.AmInterested,
        PeerChoking = peer.PeerChoking,
        PeerInterested = peer.PeerInterested,
        Snubbed = peer.IsSnubbed,
    };

    public static TrackerDto ToDto(TrackerSnapshot tracker) => new()
    {
        Url = tracker.Url,
        Tier = tracker.Tier,
        Status = ToStatus(tracker),
        Error = tracker.LastError,
        NextAnnounceS = tracker.NextAnnounceInMs / 1000,
        Seeders = tracker.Seeders,
        Leechers = tracker.Leechers,
    };

    public static TorrentFactsDto ToDto(TorrentFacts facts) => new()
    {
        Comment = facts.Origin.Comment,
        CreatedBy = facts.Origin.CreatedBy,
        CreationDateUnixS = facts.Origin.CreationDateUnixS,
        InfoHashV2 = facts.InfoHashV2,
        FileCount = facts.Origin.FileCount,
        MaxConnections = facts.Origin.MaxConnections,
        UploadSlots = facts.UploadSlots,
        FollowsCategory = facts.Origin.FollowsCategory,
    };

    public static WantedPriority ToWanted(FilePriority priority) => priority switch
    {
        FilePriority.Skip => WantedPriority.Skip,
        FilePriority.Low => WantedPriority.Low,
        FilePriority.High => WantedPriority.High,
        _ => WantedPriority.Normal,
    };

    private static FilePriority ToDto(WantedPriority priority) => priority switch
    {
        WantedPriority.Skip => FilePriority.Skip,
        WantedPriority.Low => FilePriority.Low,
        WantedPriority.High => FilePriority.High,
        _ => FilePriority.Normal,
    };

    private static TrackerStatus ToStatus(TrackerSnapshot tracker) => tracker.Status switch
    {
        "Announcing" => TrackerStatus.Announcing,
        "Working" => TrackerStatus.Working,
        "Failing" or "Refused" => TrackerStatus.Failed,
        _ => TrackerStatus.Idle,
    };
}
