namespace GSTorrent.Application.Journal;

/// <summary>Entries after a cursor. Immutable.</summary>
/// <param name="Cursor">Where the next page begins.</param>
/// <param name="HasGap">
/// Entries after the asked cursor were dropped because there were too many, or the cursor is of another journal.
/// </param>
/// <param name="Entries">The oldest first.</param>
public sealed record JournalPage(long Cursor, bool HasGap, IReadOnlyList<JournalEntry> Entries);
