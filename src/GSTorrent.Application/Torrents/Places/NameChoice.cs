using GSTorrent.Application.Disks;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Which names the files of a new torrent get: those that content at its destination has, else safe ones.
/// </summary>
internal sealed class NameChoice(DestinationRules rules, DiskAsker disks, EventJournal journal)
{
    /// <summary>
    /// The record with the names of content that is there. A disk that does not answer is taken for empty.
    /// </summary>
    public async Task<TorrentRecord> ChooseAsync(TorrentRecord record, Metainfo? metainfo)
    {
        if (metainfo is null || !OriginalNames.MayBe(metainfo)) return record;
        string root = record.Destination;
        Result<IReadOnlyDictionary<int, string>> answer = await disks.AskAsync(
            rules.RootOf(root) ?? root, () => OriginalNames.Find(root, metainfo), DiskAsker.Patience);
        return answer.TryGet(out IReadOnlyDictionary<int, string>? paths, out _) && paths.Count > 0
            ? record with { Wishes = record.Wishes with { Paths = paths } }
            : record;
    }

    /// <summary>
    /// What people should know of the names of a new torrent; also told to the journal. Null: nothing.
    /// </summary>
    public string? Tell(TorrentRecord record, Metainfo? metainfo)
    {
        if (metainfo is null) return null;
        string? told = ContentPaths.TellAltered(metainfo.Files, PathsOf(record, metainfo));
        if (told is null) return null;
        journal.Append(
            JournalSeverity.Warning, JournalKinds.TorrentAdded, $"{record.Name}: {told}.", record.InfoHash);
        return told;
    }

    /// <summary>The same, file by file.</summary>
    public static IReadOnlyList<ChangedName> ChangedNames(TorrentRecord record, Metainfo? metainfo)
    {
        if (metainfo is null) return [];
        string[] paths = PathsOf(record, metainfo);
        return
        [
            .. ContentPaths.Altered(metainfo.Files, paths)
                .Select(file => new ChangedName(file.Index, file.OriginalPath, paths[file.Index])),
        ];
    }

    private static string[] PathsOf(TorrentRecord record, Metainfo metainfo) =>
        ContentPaths.Apply(metainfo.Files, record.Wishes.Paths ?? new Dictionary<int, string>());
}
