namespace GSTorrent.Storage;

/// <summary>What was made, for programs.</summary>
public sealed record CreatedTorrent
{
    /// <summary>Of the metainfo file.</summary>
    public required string Path { get; init; }

    /// <summary>Of the torrent.</summary>
    public required string Name { get; init; }

    /// <summary>40 hex digits; of a version 2 torrent the first 20 bytes of its own.</summary>
    public required string InfoHash { get; init; }

    /// <summary>64 hex digits; null for version 1.</summary>
    public string? InfoHashV2 { get; init; }

    /// <summary>With its trackers and web seeds.</summary>
    public required string Magnet { get; init; }

    /// <summary>Of all files, without padding.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>Without padding.</summary>
    public required int Files { get; init; }

    /// <summary>Bytes.</summary>
    public required int PieceLength { get; init; }

    /// <summary>Of the version 1 side if it has one.</summary>
    public required int Pieces { get; init; }
}
