using GSTorrent.Api.Contracts;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>Rows of the read model as contracts.</summary>
internal static class TorrentTranslation
{
    public static TorrentDto ToDto(TorrentRow row) => new()
    {
        Id = row.Number,
        InfoHash = row.InfoHash.ToString(),
        Name = row.Name,
        State = ToDto(row.State),
        Error = row.Error,
        Progress = row.Progress,
        WantedBytes = row.WantedBytes,
        TotalBytes = row.TotalBytes,
        DoneBytes = row.DoneBytes,
        DownloadBytesPerSecond = row.DownloadRate,
        UploadBytesPerSecond = row.UploadRate,
        EtaS = row.EtaS,
        Ratio = row.Ratio,
        PeersConnected = row.ConnectedPeers,
        SeedsConnected = row.ConnectedSeeds,
        PeersInSwarm = row.SwarmLeechers,
        SeedsInSwarm = row.SwarmSeeds,
        DownloadedBytes = row.Downloaded,
        UploadedBytes = row.Uploaded,
        AddedUnixMs = row.AddedUnixMs,
        FinishedUnixMs = row.FinishedUnixMs,
        Destination = row.Destination,
        DownloadLimitBytesPerSecond = row.DownloadLimit,
        UploadLimitBytesPerSecond = row.UploadLimit,
        Sequential = row.Sequential,
        Private = row.IsPrivate,
        Tags = row.Tags.Count > 1 ? [.. row.Tags.Order(StringComparer.Ordinal)] : row.Tags,
    };

    private static TorrentState ToDto(TorrentRowState state) => state switch
    {
        TorrentRowState.Queued => TorrentState.Queued,
        TorrentRowState.FetchingMetadata => TorrentState.FetchingMetadata,
        TorrentRowState.Checking => TorrentState.Checking,
        TorrentRowState.Downloading => TorrentState.Downloading,
        TorrentRowState.Seeding => TorrentState.Seeding,
        TorrentRowState.Moving => TorrentState.Moving,
        TorrentRowState.Failed => TorrentState.Error,
        _ => TorrentState.Stopped,
    };
}
