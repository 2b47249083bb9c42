namespace GSTorrent.Api.Contracts;

/// <summary>What lies in a directory of the server: <c>GET /directories?path=</c>.</summary>
public sealed record DirectoryItemDto
{
    /// <summary>Absolute.</summary>
    public required string Path { get; init; }

    /// <summary>A directory, else a file.</summary>
    public bool Directory { get; init; }

    /// <summary>Bytes of a file.</summary>
    public long SizeBytes { get; init; }

    /// <summary>When its content was changed.</summary>
    public long ModifiedUnixMs { get; init; }
}

/// <summary>What may be written on a disk of the server: <c>GET /free-space?path=</c>.</summary>
public sealed record FreeSpaceDto
{
    /// <summary>As it was asked for.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes.</summary>
    public required long AvailableBytes { get; init; }
}
