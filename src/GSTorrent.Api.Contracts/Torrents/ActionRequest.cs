using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>What can be done to many torrents at once.</summary>
[JsonConverter(typeof(CamelCaseEnum<TorrentAction>))]
public enum TorrentAction
{
    /// <summary>Run.</summary>
    Start,

    /// <summary>Stop running.</summary>
    Stop,

    /// <summary>Compare the content with the piece hashes.</summary>
    Recheck,

    /// <summary>Announce to its trackers now, as far as they allow.</summary>
    Announce,

    /// <summary>Forget it and keep its content.</summary>
    Remove,

    /// <summary>Forget it and delete its content.</summary>
    RemoveWithData,
}

/// <summary>One action on a selection of torrents: <c>POST /torrents/actions</c>.</summary>
public sealed record ActionRequest
{
    /// <summary>What to do.</summary>
    public required TorrentAction Action { get; init; }

    /// <summary>Numbers, info-hashes or prefixes of at least 6 digits.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Instead of <c>ids</c>: the torrents that fit a filter, as in <c>GET /torrents?filter=</c>.</summary>
    public string? Filter { get; init; }

    /// <summary>Instead of <c>ids</c>: every torrent.</summary>
    public bool All { get; init; }
}

/// <summary>How an action went for one torrent.</summary>
public sealed record ActionResultDto
{
    /// <summary>As it was asked for; the number if all or a filter was meant.</summary>
    public required string Id { get; init; }

    /// <summary>Absent: done.</summary>
    public ProblemDto? Problem { get; init; }

    /// <summary>Which torrent it was, after <c>removeWithData</c>.</summary>
    public string? InfoHash { get; init; }

    /// <summary>
    /// After <c>removeWithData</c> the content is still being deleted: the journal's entries after this number tell
    /// what came of it, by the torrent's info-hash and the kinds <c>content-shared</c>, <c>content-deleted</c> and
    /// <c>content-kept</c>, of which one of the last two comes last. Absent if the caller is narrowed to a category,
    /// whose journal does not have them.
    /// </summary>
    public long? JournalSince { get; init; }
}
