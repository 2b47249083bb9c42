using System.Text.Json;

namespace GSTorrent.Api.Contracts;

/// <summary>
/// One message of the event stream: all that changed since the one before. Its SSE id is the revision.
/// </summary>
public sealed record EventDto
{
    /// <summary>Revision that the reader now has.</summary>
    public required long Revision { get; init; }

    /// <summary>True: forget all rows, these are all. The reader is new or was away for too long.</summary>
    public bool Full { get; init; }

    /// <summary>
    /// Of a torrent that the reader does not have, the whole <see cref="TorrentDto"/>; of another one its id and the
    /// fields that are otherwise, null for a value that is no more.
    /// </summary>
    public IReadOnlyList<JsonElement> Changed { get; init => field = value ?? []; } = [];

    /// <summary>Ids of removed torrents.</summary>
    public IReadOnlyList<int> Removed { get; init => field = value ?? []; } = [];
}
