namespace GSTorrent.Api.Contracts;

/// <summary>A page of the list of torrents as it was at one revision.</summary>
public sealed record TorrentListDto
{
    /// <summary>Cursor for <c>GET /events?since=</c>.</summary>
    public required long Revision { get; init; }

    /// <summary>Rows that fit the filter, on whichever page.</summary>
    public int Total { get; init; }

    /// <summary>The rows of the page.</summary>
    public required IReadOnlyList<TorrentDto> Torrents { get; init; }
}
