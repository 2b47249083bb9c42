using GSTorrent.Application.Persistence;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>Content that is being deleted, but for the files that other torrents use.</summary>
internal sealed class Deletion(RemovalRecord removal, Metainfo metainfo, ContentClaim claim)
{
    private IReadOnlyDictionary<int, string> _shared = new Dictionary<int, string>();

    public RemovalRecord Removal => removal;

    public Metainfo Metainfo => metainfo;

    public ContentClaim Claim => claim;

    /// <summary>Was it left by an earlier run?</summary>
    public bool IsCarriedOn { get; init; }

    /// <summary>
    /// The files that stay, by index. Torrents that come later see the claim and wait, so asked once it is final.
    /// </summary>
    public IReadOnlySet<int> FindShared(SharedFiles sharedFiles)
    {
        var finder = new UsedFilesFinder();
        _shared = sharedFiles.Find(finder.Of(removal, metainfo), finder);
        return _shared.Keys.ToHashSet();
    }

    /// <summary>What is to be told of the files that stay: a predicate for each torrent that has some.</summary>
    public IEnumerable<string> Report() =>
        from files in _shared.OrderBy(file => file.Key)
            .GroupBy(file => file.Value, file => PathOf(file.Key), StringComparer.Ordinal)
        select $"is deleted but for {files.Count()} of {metainfo.Files.Count(file => !file.IsPadding)} files, which "
            + $"{files.Key} uses: {files.First()}{(files.Skip(1).Any() ? ", …" : "")}";

    private string PathOf(int file) => ContentPlace.PathOf(metainfo.Files[file], removal.Wishes.Paths);
}
