using GSTorrent.Storage;

namespace GSTorrent.Terminal.Creating;

/// <summary>What <c>create</c> says of the torrent that it made.</summary>
public static class CreatedText
{
    /// <summary>Its file, content and info-hashes, a line each.</summary>
    public static IEnumerable<string> Lines(CreatedTorrent made)
    {
        ArgumentNullException.ThrowIfNull(made);
        yield return $"{made.Path}: {Units.Count(made.Files, "file")}, {Units.Size(made.TotalBytes)}, "
            + $"{Units.Count(made.Pieces, "piece")} of {Units.Size(made.PieceLength)}";
        yield return $"info-hash: {made.InfoHash}";
        if (made.InfoHashV2 is not null) yield return $"info-hash v2: {made.InfoHashV2}";
        yield return $"magnet: {made.Magnet}";
    }
}
