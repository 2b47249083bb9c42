using GSTorrent.Application.ReadModel;
using GSTorrent.Server.Commands.Output;
using GSTorrent.Terminal;

namespace GSTorrent.Server.Commands.Get;

/// <summary>How far a download is, in words.</summary>
internal static class DownloadText
{
    public static string Name(Download download) => download.Row?.Name ?? download.Source?.Name ?? download.Uri;

    /// <summary>Rate, time left and peers, by what it is doing.</summary>
    private static string Detail(TorrentRow? row) => row switch
    {
        null => "starting",
        { State: TorrentRowState.FetchingMetadata } => $"asking for metadata, {Peers(row)}",
        { State: TorrentRowState.Checking } => "checking files",
        { State: TorrentRowState.Downloading } =>
            $"{Units.Rate(row.DownloadRate)}, ETA {Units.Duration(row.EtaS)}, {Peers(row)}",
        { State: TorrentRowState.Seeding } =>
            $"seeding {Units.Rate(row.UploadRate)}, {Units.Size(row.Uploaded)} sent, {Peers(row)}",
        _ => "starting",
    };

    /// <summary>The same of a download that may have ended.</summary>
    public static string Detail(Download download) => download switch
    {
        { Error.Code: ExitCode.Interrupted } => "interrupted",
        { Error: not null } => "failed",
        { Twin: not null } => "named twice",
        { HasEnded: true } => "complete",
        _ => Detail(download.Row),
    };

    /// <summary>A whole line.</summary>
    public static string Line(Download download) => download.Row is { HasMetainfo: true } row
        ? $"{Name(download)}: {Units.Percent(row.Progress)} of {Units.Size(row.WantedBytes)}, {Detail(download)}"
        : $"{Name(download)}: {Detail(download)}";

    private static string Peers(TorrentRow row) => Units.Count(row.ConnectedPeers, "peer");
}
