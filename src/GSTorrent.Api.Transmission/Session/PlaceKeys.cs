using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>Session keys of directories, files and new torrents.</summary>
internal static class PlaceKeys
{
    public static IReadOnlyList<SessionKey> All { get; } =
    [
        SessionKey.Text("download_dir", view => view.Host.Destination) with
        {
            Setting = StorageSettings.Destination.Name,
            Apply = SetDestination,
        },
        SessionKey.Number(FreeSpace, view => view.FreeBytes),
        SessionKey.Text("incomplete_dir", view => view.Host.Destination),
        SessionKey.Flag("incomplete_dir_enabled", _ => false),
        SessionKey.Text("config_dir", view => view.Host.State.Root),
        SessionKey.FlagOf("rename_partial_files", StorageSettings.PartSuffix),
        SessionKey.FlagOf("start_added_torrents", TransferSettings.AddPaused, isInverse: true),
        SessionKey.Flag("trash_original_torrent_files", _ => false),
        SessionKey.Flag("sequential_download", _ => false),
        SessionKey.Text("default_trackers", _ => ""),
        SessionKey.Number("cache_size_mib", _ => 4).As("cache-size-mb"),
        SessionKey.Flag("script_torrent_added_enabled", _ => false),
        SessionKey.Text("script_torrent_added_filename", _ => ""),
        SessionKey.Flag("script_torrent_done_enabled", _ => false),
        SessionKey.Text("script_torrent_done_filename", _ => ""),
        SessionKey.Flag("script_torrent_done_seeding_enabled", _ => false),
        SessionKey.Text("script_torrent_done_seeding_filename", _ => ""),
    ];

    /// <summary>The one key for which a disk is asked.</summary>
    public const string FreeSpace = "download_dir_free_space";

    private static void SetDestination(SessionEdit edit)
    {
        if (edit.Given.Text("download_dir") is not { } given) return;
        string path = Path.TrimEndingDirectorySeparator(given);
        if (string.Equals(path, edit.Destination, StringComparison.Ordinal)) return;
        if (Path.IsPathFullyQualified(path)) edit.Set(StorageSettings.Destination, path);
        else edit.Refuse(Rpc.RpcErrorCode.PathNotAbsolute, "download directory path is not absolute");
    }
}
