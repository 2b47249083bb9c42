using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Api.QBittorrent.Transfer;
using GSTorrent.Application.Organizing;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>All but the torrents of what a client sees. Immutable.</summary>
internal sealed record Picture
{
    /// <summary>Number of the answer that brought it.</summary>
    public required int Id { get; init; }

    /// <summary>The revision of the read model.</summary>
    public required long Revision { get; init; }

    public required ListFrame Frame { get; init; }

    public required IReadOnlyDictionary<string, Category> Categories { get; init; }

    public required IReadOnlyCollection<string> Tags { get; init; }

    public required ShownServer Server { get; init; }
}
