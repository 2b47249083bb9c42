using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>Finds files that other torrents use too, so that nobody takes them away.</summary>
internal sealed class SharedFiles(TorrentRegistry registry)
{
    /// <summary>
    /// Those of the files that other torrents use too. Not by which: what is said of it is read by those too who are
    /// narrowed to a category, and must not be told what else there is.
    /// </summary>
    public IReadOnlySet<int> Find(UsedFiles files, UsedFilesFinder finder)
    {
        var shared = new HashSet<int>();
        foreach (TorrentEntry entry in registry.All)
        {
            // The same torrent, added again, waits until the files are gone.
            if (entry.InfoHash == files.InfoHash || finder.Of(entry) is not { } other) continue;
            shared.UnionWith(files.SharedWith(other));
        }

        return shared;
    }

    /// <summary>
    /// To take files away from another torrent, or to part them, is worse than to leave them where they are.
    /// </summary>
    /// <param name="entry">The torrent.</param>
    /// <param name="participle">What was to be done with its files.</param>
    /// <param name="concerns">With which of them, by index; null: all.</param>
    /// <returns>Null: no other torrent uses them.</returns>
    public AppError? Refuse(TorrentEntry entry, string participle, IEnumerable<int>? concerns = null)
    {
        var finder = new UsedFilesFinder();
        if (finder.Of(entry) is not { } files) return null;
        IReadOnlySet<int> shared = Find(files, finder);
        int[] meant = [.. (concerns is null ? shared : shared.Intersect(concerns)).Order()];
        if (meant.Length == 0) return null;
        string path = ContentPlace.PathOf(files.Metainfo.Files[meant[0]], files.Wishes.Paths);
        return new AppError("files-shared",
            $"{files.Name} cannot be {participle}: another torrent uses its file {path} too. Remove one of the "
            + "two without its content, try again, and add the removed one to where the files are then.");
    }
}
