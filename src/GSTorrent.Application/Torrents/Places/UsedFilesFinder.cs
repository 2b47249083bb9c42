using GSTorrent.Application.Persistence;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Tells which files torrents use, by what is on record: no disk is asked. Two names of one directory are the same
/// place, as far as the links on the root file system tell.
/// </summary>
internal sealed class UsedFilesFinder
{
    private readonly MountTable _mounts = MountTable.Read();
    private readonly Dictionary<string, string> _followed = new(StringComparer.Ordinal);

    /// <summary>Null as long as it has no files: its metainfo is not known, or where it was.</summary>
    /// <param name="entry">The torrent.</param>
    /// <param name="move">A move that it is about to begin; null: the one on record, if any.</param>
    public UsedFiles? Of(TorrentEntry entry, MoveIntent? move = null)
    {
        TorrentRecord record = entry.Record;
        TorrentWishes wishes = move is null ? record.Wishes : record.Wishes with { Move = move };
        return entry.Metainfo is { } metainfo && record.Destination.Length > 0
            ? Make(record.InfoHash, record.Name, metainfo, record.Destination, wishes)
            : null;
    }

    public UsedFiles Of(RemovalRecord removal, Metainfo metainfo) =>
        Make(removal.InfoHash, removal.Name, metainfo, removal.Destination, removal.Wishes);

    private UsedFiles Make(
        InfoHash infoHash, string name, Metainfo metainfo, string destination, TorrentWishes wishes)
    {
        string root = Follow(destination);
        string[] roots = wishes.Move is { } move ? [root, Follow(move.Target)] : [root];
        return new UsedFiles(infoHash, name, metainfo, roots) { Wishes = wishes };
    }

    private string Follow(string path)
    {
        if (!_followed.TryGetValue(path, out string? followed)) _followed.Add(path, followed = _mounts.Follow(path));
        return followed;
    }
}
