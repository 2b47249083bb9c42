using GSTorrent.MetainfoFormat;

namespace GSTorrent.Engine;

/// <summary>
/// Files that a torrent has in common with others, by their paths: whoever was there first, or has pieces of them,
/// keeps them as they are. Two torrents may well use the same files, if their content is the same.
/// </summary>
internal static class FilesOfOthers
{
    /// <summary>Those that others go first with, by index.</summary>
    public static IReadOnlySet<int> Find(TorrentLoop loop, IEnumerable<TorrentLoop> all)
    {
        var found = new HashSet<int>();
        Dictionary<string, int>? ours = null;
        foreach (TorrentLoop other in all)
        {
            if (other == loop || other.Metainfo is null || !MayMeet(loop, other) || !GoesFirst(other, loop))
                continue;
            ours ??= Paths(loop).ToDictionary(file => file.Path, file => file.Index, StringComparer.Ordinal);
            foreach ((string path, _) in Paths(other))
                if (ours.TryGetValue(path, out int file)) found.Add(file);
        }

        return found;
    }

    private static bool GoesFirst(TorrentLoop other, TorrentLoop loop) =>
        RankOf(other) is var rank && rank != RankOf(loop) ? rank > RankOf(loop) : other.Number < loop.Number;

    // Whoever has all of it has more to lose than whoever has some. A mere word for it counts for nothing.
    private static int RankOf(TorrentLoop loop)
    {
        if (!loop.Record.HasBegun || !loop.Record.HasPieces) return 0;
        return loop.Record.IsWhole(loop.Metainfo!.Geometry.PieceCount) ? 2 : 1;
    }

    /// <summary>A quick answer, as nearly all torrents have nothing to do with each other.</summary>
    private static bool MayMeet(TorrentLoop one, TorrentLoop other)
    {
        string here = one.Options.Destination, there = other.Options.Destination;
        if (string.Equals(here, there, StringComparison.Ordinal))
        {
            bool haveOwnNames = one.Options.HasOwnPaths || other.Options.HasOwnPaths;
            return haveOwnNames || string.Equals(one.Metainfo!.Name, other.Metainfo!.Name, StringComparison.Ordinal);
        }

        return IsBelow(here, there) || IsBelow(there, here);
    }

    private static bool IsBelow(string path, string folder) =>
        path.Length > folder.Length && path.StartsWith(folder, StringComparison.Ordinal)
        && (folder[^1] == '/' || path[folder.Length] == '/');

    private static IEnumerable<(string Path, int Index)> Paths(TorrentLoop loop)
    {
        Metainfo metainfo = loop.Metainfo!;
        TorrentContent? content = loop.Content;
        string[] paths = content is null ? ContentPaths.Apply(metainfo.Files, loop.Options.Paths) : [];
        foreach (ContentFile file in metainfo.Files)
        {
            if (file.IsPadding) continue;
            string path = content is null
                ? Path.Combine(loop.Options.Destination, paths[file.Index])
                : content.FullPathOf(file.Index);
            yield return (path, file.Index);
        }
    }
}
