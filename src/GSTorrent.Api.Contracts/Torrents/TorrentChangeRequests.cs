namespace GSTorrent.Api.Contracts;

/// <summary>Changes a torrent's rate limits.</summary>
public sealed record LimitsRequest
{
    /// <summary>0 is none; absent: keep it.</summary>
    public long? DownloadLimitBytesPerSecond { get; init; }

    /// <summary>0 is none; absent: keep it.</summary>
    public long? UploadLimitBytesPerSecond { get; init; }

    /// <summary>Absent: keep it.</summary>
    public bool? Sequential { get; init; }
}

/// <summary>
/// Takes a torrent's content to another directory. The answer comes at once, the move goes on: see its state.
/// </summary>
public sealed record MoveRequest
{
    /// <summary>Absolute directory.</summary>
    public required string Destination { get; init; }
}

/// <summary>Changes a torrent's shown name; files keep theirs.</summary>
public sealed record RenameRequest
{
    /// <summary>The new name, not empty.</summary>
    public required string Name { get; init; }
}

/// <summary>Replaces a torrent's labels.</summary>
public sealed record TagsRequest
{
    /// <summary>All labels from now on.</summary>
    public required IReadOnlyList<string> Tags { get; init; }
}

/// <summary>Names peers for a torrent to connect to.</summary>
public sealed record PeersRequest
{
    /// <summary>host:port each, IPv6 in brackets.</summary>
    public required IReadOnlyList<string> Peers { get; init; }
}
