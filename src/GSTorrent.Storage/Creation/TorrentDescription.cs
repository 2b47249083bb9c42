using GSTorrent.MetainfoFormat;

namespace GSTorrent.Storage;

/// <summary>Reads a torrent that was just made as everybody else will, and says what it is.</summary>
internal static class TorrentDescription
{
    public static CreatedTorrent Of(string path, Metainfo made, ContentFound content) => new()
    {
        Path = path,
        Name = made.Name,
        InfoHash = made.InfoHash.ToString(),
        InfoHashV2 = made.InfoHashV2 is { } v2 ? Convert.ToHexStringLower(v2) : null,
        Magnet = MagnetOf(made).ToString(),
        TotalBytes = content.TotalBytes,
        Files = content.Files.Count,
        PieceLength = made.Geometry.PieceLength,
        Pieces = made.Geometry.PieceCount,
    };

    /// <summary>Files that readers will call otherwise, a sentence each.</summary>
    public static IEnumerable<string> Renamed(Metainfo made, ContentFound content)
    {
        string prefix = content.IsSingleFile ? "" : content.Name + "/";
        foreach ((ContentFile read, CreationFile given) in made.Files.Where(file => !file.IsPadding).Zip(content.Files))
        {
            if (read.Path.Equals(prefix + given.Path, StringComparison.Ordinal)) continue;
            string how = read.OriginalPath is null
                ? "to seed it from here, call it so"
                : "where it lies already, as here, it may keep its name";
            yield return $"{given.Path} has a name that not every system can store: it becomes {read.Path}; {how}";
        }
    }

    private static MagnetLink MagnetOf(Metainfo made) => new()
    {
        InfoHash = made.InfoHash,
        InfoHashV2 = made.InfoHashV2,
        IsV2Only = made.IsV2Only,
        DisplayName = made.Name,
        Trackers = [.. made.TrackerTiers.SelectMany(tier => tier)],
        WebSeeds = made.WebSeeds,
    };
}
