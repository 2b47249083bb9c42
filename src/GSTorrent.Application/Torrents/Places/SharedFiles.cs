using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>Finds files that other torrents use too, so that nobody takes them away.</summary>
internal sealed class SharedFiles(TorrentRegistry registry)
{
    /// <summary>Those of the files that other torrents use too, and which torrent that is.</summary>
    public IReadOnlyDictionary<int, string> Find(UsedFiles files, UsedFilesFinder finder)
    {
        var shared = new Dictionary<int, string>();
        foreach (TorrentEntry entry in registry.All)
        {
            // The same torrent, added again, waits until the files are gone.
            if (entry.InfoHash == files.InfoHash || finder.Of(entry) is not { } other) continue;
            foreach (int file in files.SharedWith(other)) shared.TryAdd(file, other.Name);
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
        IReadOnlyDictionary<int, string> shared = Find(files, finder);
        int[] meant = [.. (concerns is null ? shared.Keys : shared.Keys.Intersect(concerns)).Order()];
        if (meant.Length == 0) return null;
        string path = ContentPlace.PathOf(files.Metainfo.Files[meant[0]], files.Wishes.Paths);
        return new AppError("files-shared",
            $"{files.Name} cannot be {participle}: {shared[meant[0]]} uses its file {path} too. Remove one of the two "
            + "without its content, try again, and add the removed one to where the files are then.");
    }
}
