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
        SessionKey.Fixed("incomplete_dir_enabled", false),
        SessionKey.Text("config_dir", view => view.SeesMachine ? view.Host.State.Root : view.Host.Destination),
        SessionKey.FlagOf("rename_partial_files", StorageSettings.PartSuffix),
        SessionKey.FlagOf("start_added_torrents", TransferSettings.AddPaused, isInverse: true),
        SessionKey.Fixed("trash_original_torrent_files", false),
        SessionKey.Fixed("sequential_download", false),
        SessionKey.Fixed("default_trackers", ""),
        SessionKey.Fixed("cache_size_mib", 4).As("cache-size-mb"),
        SessionKey.Fixed("script_torrent_added_enabled", false),
        SessionKey.Fixed("script_torrent_added_filename", ""),
        SessionKey.Fixed("script_torrent_done_enabled", false),
        SessionKey.Fixed("script_torrent_done_filename", ""),
        SessionKey.Fixed("script_torrent_done_seeding_enabled", false),
        SessionKey.Fixed("script_torrent_done_seeding_filename", ""),
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
