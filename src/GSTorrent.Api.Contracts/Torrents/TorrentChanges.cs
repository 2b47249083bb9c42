namespace GSTorrent.Api.Contracts;

/// <summary>An <see cref="EventDto"/> whose fields were put into the rows that the reader had.</summary>
public sealed record TorrentChanges
{
    /// <summary>Revision that the reader now has.</summary>
    public required long Revision { get; init; }

    /// <summary>True: forget all rows, these are all.</summary>
    public bool Full { get; init; }

    /// <summary>New and changed rows, whole.</summary>
    public IReadOnlyList<TorrentDto> Changed { get; init => field = value ?? []; } = [];

    /// <summary>Ids of removed torrents.</summary>
    public IReadOnlyList<int> Removed { get; init => field = value ?? []; } = [];
}
