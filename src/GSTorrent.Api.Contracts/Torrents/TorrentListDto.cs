namespace GSTorrent.Api.Contracts;

/// <summary>All torrents as they were at one revision, by id.</summary>
public sealed record TorrentListDto
{
    /// <summary>Cursor for <c>GET /events?since=</c>.</summary>
    public required long Revision { get; init; }

    /// <summary>The rows.</summary>
    public required IReadOnlyList<TorrentDto> Torrents { get; init; }
}
