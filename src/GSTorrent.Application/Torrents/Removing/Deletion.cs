using GSTorrent.Application.Persistence;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>Content that is being deleted, but for the files that other torrents use.</summary>
internal sealed class Deletion(RemovalRecord removal, Metainfo metainfo, ContentClaim claim)
{
    private IReadOnlySet<int> _shared = new HashSet<int>();

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
        return _shared;
    }

    /// <summary>What is to be told of the files that stay; null: none does.</summary>
    public string? Report()
    {
        if (_shared.Count == 0) return null;
        int all = metainfo.Files.Count(file => !file.IsPadding);
        return $"is deleted but for {_shared.Count} of {all} files, which another torrent uses: "
            + $"{PathOf(_shared.Min())}{(_shared.Count > 1 ? ", …" : "")}";
    }

    private string PathOf(int file) => ContentPlace.PathOf(metainfo.Files[file], removal.Wishes.Paths);
}
