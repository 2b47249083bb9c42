using GSTorrent.Application.Persistence;
using GSTorrent.MetainfoFormat;
using GSTorrent.Swarm;

namespace GSTorrent.Application.Torrents;

/// <summary>Changes which files of a torrent are wanted, in its record.</summary>
internal static class FileChoice
{
    /// <param name="record">As it is.</param>
    /// <param name="metainfo">Null if it is not known yet: then the rules are kept until it is.</param>
    /// <param name="rules">Applied in order to what was chosen before.</param>
    public static Result<TorrentRecord> Change(
        TorrentRecord record, Metainfo? metainfo, IReadOnlyList<FileRule> rules)
    {
        List<FileRule> kept = FileRules.FromLines(record.FileRules);
        if (metainfo is null)
        {
            List<FileRule> all = [.. kept, .. rules];
            return FileRules.Check(all) is { } tooMany
                ? tooMany
                : record with { FileRules = FileRules.ToLines(all) };
        }

        FilePriority[] before = kept.Count > 0
            ? FileRules.ApplyLate(metainfo, kept)
            : FileRules.FromBytes(record.Priorities);
        return FileRules.Apply(metainfo, before, rules).TryGet(out FilePriority[]? priorities, out AppError? error)
            ? record with { Priorities = FileRules.ToBytes(priorities), FileRules = [] }
            : error;
    }
}
