using System.Collections.Frozen;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>The filters of the side bar, old and new names.</summary>
internal static class StateFilter
{
    private static readonly FrozenDictionary<string, Func<TorrentRow, string, bool>> ByName =
        new Dictionary<string, Func<TorrentRow, string, bool>>(StringComparer.Ordinal)
        {
            ["downloading"] = (_, state) => state is "downloading" or "metaDL" or "forcedMetaDL" or "stalledDL"
                or "checkingDL" or "stoppedDL" or "queuedDL" or "forcedDL",
            ["seeding"] = (_, state) =>
                state is "uploading" or "stalledUP" or "checkingUP" or "queuedUP" or "forcedUP",
            ["completed"] = (_, state) =>
                state is "uploading" or "stalledUP" or "checkingUP" or "stoppedUP" or "queuedUP" or "forcedUP",
            ["stopped"] = IsStopped,
            ["paused"] = IsStopped,
            ["running"] = (row, state) => !IsStopped(row, state),
            ["resumed"] = (row, state) => !IsStopped(row, state),
            ["active"] = IsActive,
            ["inactive"] = (row, state) => !IsActive(row, state),
            ["stalled"] = (_, state) => state is "stalledUP" or "stalledDL",
            ["stalled_uploading"] = (_, state) => state is "stalledUP",
            ["stalled_downloading"] = (_, state) => state is "stalledDL",
            ["checking"] = (_, state) => state is "checkingUP" or "checkingDL" or "checkingResumeData",
            ["moving"] = (_, state) => state is "moving",
            ["errored"] = (_, state) => state is "error" or "missingFiles",
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The filter of that name; null, or a name that is none: every torrent.</summary>
    public static Func<TorrentRow, bool> Find(string name) =>
        ByName.TryGetValue(name, out Func<TorrentRow, string, bool>? filter)
            ? row => filter(row, TorrentStates.WordOf(row))
            : static _ => true;

    private static bool IsStopped(TorrentRow row, string state) => state is "stoppedUP" or "stoppedDL";

    private static bool IsActive(TorrentRow row, string state) => state switch
    {
        "stalledDL" => row.UploadRate > 0,
        "metaDL" or "forcedMetaDL" or "downloading" or "forcedDL" or "uploading" or "forcedUP" or "moving" => true,
        _ => false,
    };
}
