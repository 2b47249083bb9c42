using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>The words for states.</summary>
internal static class TorrentStates
{
    // How the errors of a disk end on which a file or directory is not there.
    private const string MissingText = "it does not exist";

    /// <summary>Is all there that is wanted?</summary>
    public static bool IsComplete(TorrentRow row) =>
        row.State == TorrentRowState.Seeding
        || (row.HasMetainfo && row.WantedBytes > 0 && row.DoneBytes >= row.WantedBytes);

    /// <summary>One of 18 words, of which clients know all.</summary>
    public static string WordOf(TorrentRow row) => row.State switch
    {
        TorrentRowState.Moving => "moving",
        TorrentRowState.Failed => IsMissing(row) ? "missingFiles" : "error",
        TorrentRowState.FetchingMetadata => row.Forced ? "forcedMetaDL" : "metaDL",
        TorrentRowState.Checking => IsComplete(row) || row.HasFinished ? "checkingUP" : "checkingDL",
        TorrentRowState.Queued => IsComplete(row) ? "queuedUP" : "queuedDL",
        TorrentRowState.Seeding when row.Forced => "forcedUP",
        TorrentRowState.Seeding => row.UploadRate > 0 ? "uploading" : "stalledUP",
        TorrentRowState.Downloading when row.Forced => "forcedDL",
        TorrentRowState.Downloading => row.DownloadRate > 0 ? "downloading" : "stalledDL",
        _ => IsComplete(row) ? "stoppedUP" : "stoppedDL",
    };

    private static bool IsMissing(TorrentRow row) =>
        row.Error is { } error && error.EndsWith(MissingText, StringComparison.Ordinal);
}
