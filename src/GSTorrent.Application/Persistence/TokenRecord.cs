using GSTorrent.Application.Access;

namespace GSTorrent.Application.Persistence;

/// <summary>A token as it is stored: never its secret.</summary>
public sealed record TokenRecord
{
    /// <summary>By which it is named; tells nothing about the secret.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Whom or what it is for.</summary>
    public required string Name { get; init; }

    /// <summary>What it allows.</summary>
    public required AccessRole Role { get; init; }

    /// <summary>The one category, with those below it, that it is narrowed to; null: all torrents.</summary>
    public string? Category { get; init; }

    /// <summary>How programs that show it are answered by the Web API of qBittorrent.</summary>
    public QBittorrentManners QBittorrentManners { get; init; }

    /// <summary>When it was made.</summary>
    public required long CreatedUnixMs { get; init; }

    /// <summary>When it ends; null: never.</summary>
    public long? ExpiresUnixMs { get; init; }

    /// <summary>When it was last used, to about a minute.</summary>
    public long? LastUsedUnixMs { get; init; }
}
