using GSTorrent.Application.Persistence;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Tells where torrents' files lie, by what is on record: no disk is asked. Two names of one directory are the same
/// place, as far as the links on the root file system tell.
/// </summary>
internal sealed class ContentPlaces
{
    private readonly MountTable _mounts = MountTable.Read();
    private readonly Dictionary<string, string> _followed = new(StringComparer.Ordinal);

    /// <summary>Null as long as it has no files: its metainfo is not known, or where it was.</summary>
    /// <param name="entry">The torrent.</param>
    /// <param name="move">A move that it is about to begin; null: the one on record, if any.</param>
    public ContentPlace? Of(TorrentEntry entry, MoveIntent? move = null)
    {
        TorrentRecord record = entry.Record;
        return entry.Metainfo is { } metainfo && record.Destination.Length > 0
            ? Make(record.InfoHash, record.Name, metainfo, record.Destination, move ?? record.Move)
            : null;
    }

    public ContentPlace Of(RemovalRecord removal, Metainfo metainfo) =>
        Make(removal.InfoHash, removal.Name, metainfo, removal.Destination, removal.Move);

    /// <summary>The files of a place that other torrents have too, and which torrent that is.</summary>
    public IReadOnlyDictionary<int, string> SharedFiles(ContentPlace place, TorrentRegistry registry)
    {
        var shared = new Dictionary<int, string>();
        foreach (TorrentEntry entry in registry.Entries)
        {
            // The same torrent, added again, waits until the files are gone.
            if (entry.InfoHash == place.InfoHash || Of(entry) is not { } other) continue;
            foreach (int file in place.SharedWith(other)) shared.TryAdd(file, other.Name);
        }

        return shared;
    }

    private ContentPlace Make(
        InfoHash infoHash, string name, Metainfo metainfo, string destination, MoveIntent? move) =>
        new(infoHash, name, metainfo, move is null ? [Follow(destination)] : [Follow(destination), Follow(move.Target)]);

    private string Follow(string path)
    {
        if (!_followed.TryGetValue(path, out string? followed)) _followed.Add(path, followed = _mounts.Follow(path));
        return followed;
    }
}
