using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Organizing;

namespace GSTorrent.Application.Persistence;

/// <summary>A torrent and how far it is.</summary>
/// <param name="Torrent">What people decided.</param>
/// <param name="Resume">How far it is; null if nothing is known: its content must be checked.</param>
public sealed record StoredTorrent(TorrentRecord Torrent, ResumeRecord? Resume);

/// <summary>All that was stored, as it was found at the start.</summary>
public sealed record LoadedState
{
    /// <summary>By number.</summary>
    public IReadOnlyList<StoredTorrent> Torrents { get; init; } = [];

    /// <summary>Content of torrents that are gone, still to be deleted.</summary>
    public IReadOnlyList<RemovalRecord> Removals { get; init; } = [];

    /// <summary>Changed settings, name to text.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>All tokens.</summary>
    public IReadOnlyList<TokenRecord> Tokens { get; init; } = [];

    /// <summary>All users.</summary>
    public IReadOnlyList<UserRecord> Users { get; init; } = [];

    /// <summary>Were all users and tokens read? Then none that is missing here is to be let in again.</summary>
    internal bool HasAllCredentials { get; init; }

    /// <summary>What programs put down.</summary>
    public IReadOnlyList<ClientValue> ClientValues { get; init; } = [];

    /// <summary>All categories.</summary>
    public IReadOnlyList<Category> Categories { get; init; } = [];

    /// <summary>Tags that people made, used or not.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The journal, the oldest entry first.</summary>
    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    /// <summary>Cursors of the journal's readers.</summary>
    public IReadOnlyDictionary<string, long> JournalCursors { get; init; } =
        new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Figures over all runs, by name.</summary>
    public IReadOnlyDictionary<string, long> Statistics { get; init; } =
        new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Largest number that a torrent ever had.</summary>
    public int LastTorrentNumber { get; init; }

    /// <summary>Largest sequence number that an entry ever had.</summary>
    public long LastJournalSequence { get; init; }

    /// <summary>What was damaged and what was done about it, a sentence each; for people and the journal.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
