using GSTorrent.Application.Journal;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Access;

/// <summary>
/// What a request changed, for the journal; who did it from where is added there. A feature of the request: whoever
/// knows more than the address of a request sets it.
/// </summary>
/// <param name="Text">What was done, without a full stop and without any secret: "token a1b2 was revoked".</param>
/// <param name="Kind">See <see cref="JournalKinds"/>.</param>
/// <param name="InfoHash">Torrent that it is about.</param>
public sealed record AuditNote(string Text, string Kind = JournalKinds.ChangedByApi, InfoHash? InfoHash = null)
{
    /// <summary>
    /// Did it ask for the role admin? Then changes to torrents, however many, do not push it out of the journal.
    /// </summary>
    public bool IsAdministrative { get; init; }
}
