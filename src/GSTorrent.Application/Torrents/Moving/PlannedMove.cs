using GSTorrent.Application.Persistence;
using GSTorrent.Engine;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// A move that nothing refuses any more: its place is taken, and its files are claimed. It ends by
/// <see cref="TorrentMover.Begin"/> once it is stored, or by <see cref="TorrentMover.GiveUp"/>.
/// </summary>
/// <param name="Entry">The torrent.</param>
/// <param name="Handle">Null: the engine does not have it, so people tell where its content lies.</param>
/// <param name="Destination">Where to.</param>
/// <param name="Intent">Null: there is nothing to be moved.</param>
/// <param name="Claim">On the files that are moved.</param>
internal sealed record PlannedMove(
    TorrentEntry Entry, TorrentHandle? Handle, string Destination, MoveIntent? Intent, ContentClaim? Claim)
{
    /// <summary>The record with the move.</summary>
    public TorrentRecord Apply(TorrentRecord record)
    {
        if (Handle is null) return TorrentMover.Settle(record, Destination);
        return Intent is { } intent ? record with { Wishes = record.Wishes with { Move = intent } } : record;
    }
}
