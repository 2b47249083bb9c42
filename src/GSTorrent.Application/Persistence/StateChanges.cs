using GSTorrent.Application.Journal;
using GSTorrent.Application.Organizing;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Persistence;

/// <summary>All changes that the state knows.</summary>
public static class StateChanges
{
    /// <summary>A new torrent with its metainfo: both or nothing.</summary>
    public static StateChange AddTorrent(TorrentRecord torrent, ReadOnlyMemory<byte> metainfo) =>
        Add(torrent, TorrentFileKind.Metainfo, metainfo);

    /// <summary>A new torrent that is known by its magnet link only: both or nothing.</summary>
    public static StateChange AddMagnet(TorrentRecord torrent, string magnet) =>
        Add(torrent, TorrentFileKind.Magnet, System.Text.Encoding.UTF8.GetBytes(magnet));

    /// <summary>The metainfo of a magnet link has come.</summary>
    public static StateChange SaveMetainfo(TorrentRecord torrent, ReadOnlyMemory<byte> metainfo) =>
        WithFile(torrent, TorrentFileKind.Metainfo, metainfo, state => Update(state, torrent));

    /// <summary>People decided something about a torrent that is there.</summary>
    public static StateChange SaveTorrent(TorrentRecord torrent) => new(state => Update(state, torrent));

    /// <summary>A torrent is further; call it only after the content was flushed.</summary>
    public static StateChange SaveResume(ResumeRecord resume) => new(state => ResumeTable.Save(state, resume));

    /// <summary>A torrent is forgotten, with its metainfo.</summary>
    /// <param name="infoHash">Which torrent.</param>
    /// <param name="destination">
    /// Its content there stays: what was to be deleted of it before it was added again is not any more.
    /// </param>
    public static StateChange RemoveTorrent(InfoHash infoHash, string destination = "") =>
        new(state =>
        {
            TorrentTable.Remove(state, infoHash);
            RemovalTable.Remove(state, infoHash, destination);
        })
        {
            FilesOf = infoHash,
            Before = files => files.StageRemoval(infoHash, metainfo: []),
            Undo = files => files.Restore(infoHash),
            After = files => files.CompleteRemoval(infoHash),
        };

    /// <summary>A torrent is forgotten; its content is to be deleted, for which its metainfo is kept.</summary>
    /// <param name="removal">What is to be deleted.</param>
    /// <param name="metainfo">Content of the .torrent file if it was not stored; else empty.</param>
    public static StateChange RemoveWithContent(RemovalRecord removal, ReadOnlyMemory<byte> metainfo)
    {
        ArgumentNullException.ThrowIfNull(removal);
        InfoHash infoHash = removal.InfoHash;
        return new(state =>
        {
            TorrentTable.Remove(state, infoHash);
            RemovalTable.Save(state, removal);
        })
        {
            FilesOf = infoHash,
            Before = files => files.StageRemoval(infoHash, metainfo.Span),
            Undo = files => files.Restore(infoHash),
            After = files => files.KeepForDeletion(infoHash),
        };
    }

    /// <summary>Content that was to be deleted is, or never will be.</summary>
    public static StateChange EndRemoval(InfoHash infoHash, string destination)
    {
        bool isLast = false;
        return new(state => isLast = RemovalTable.Remove(state, infoHash, destination))
        {
            FilesOf = infoHash,
            After = files =>
            {
                if (isLast) files.CompleteDeletion(infoHash);
            },
        };
    }

    /// <summary>Changed settings; a null text takes one away.</summary>
    public static StateChange SaveSettings(IReadOnlyList<(string Name, string? Text)> settings) =>
        new(state =>
        {
            foreach ((string name, string? text) in settings) SmallTables.SaveSetting(state, name, text);
        });

    /// <summary>A new or changed token.</summary>
    public static StateChange SaveToken(TokenRecord token) =>
        new(state => SmallTables.SaveToken(state, token)) { IsFlushed = true };

    /// <summary>A token was used; one that is no more stays so.</summary>
    public static StateChange MarkTokenUsed(string id, long unixMs) =>
        new(state => SmallTables.MarkTokenUsed(state, id, unixMs));

    /// <summary>A token that is no more.</summary>
    public static StateChange RemoveToken(string id) =>
        new(state => SmallTables.RemoveToken(state, id)) { IsFlushed = true };

    /// <summary>A new or changed user.</summary>
    public static StateChange SaveUser(UserRecord user) =>
        new(state => UserTable.Save(state, user)) { IsFlushed = true };

    /// <summary>A user signed in; one that is no more stays so.</summary>
    public static StateChange MarkUserUsed(string name, long unixMs) =>
        new(state => UserTable.MarkUsed(state, name, unixMs));

    /// <summary>A user that is no more.</summary>
    public static StateChange RemoveUser(string name) =>
        new(state => UserTable.Remove(state, name)) { IsFlushed = true };

    /// <summary>What programs put down for an owner; without JSON a value goes.</summary>
    public static StateChange SaveClientValues(string owner, IReadOnlyList<(string Name, string? Json)> values) =>
        new(state =>
        {
            foreach ((string name, string? json) in values) SmallTables.SaveClientValue(state, owner, name, json);
        });

    /// <summary>All of an owner that is no more.</summary>
    public static StateChange RemoveClientValues(string owner) =>
        new(state => SmallTables.RemoveClientValues(state, owner));

    /// <summary>New or changed categories, and the names of those that are no more.</summary>
    public static StateChange SaveCategories(IReadOnlyList<Category> changed, IReadOnlyList<string> removed) =>
        new(state =>
        {
            foreach (string name in removed) SmallTables.RemoveCategory(state, name);
            foreach (Category category in changed) SmallTables.SaveCategory(state, category);
        });

    /// <summary>Tags that stay although no torrent has them, and those that are no more.</summary>
    public static StateChange SaveTags(IReadOnlyList<string> added, IReadOnlyList<string> removed) =>
        new(state =>
        {
            foreach (string name in removed) SmallTables.RemoveTag(state, name);
            foreach (string name in added) SmallTables.SaveTag(state, name);
        });

    /// <summary>New entries of the journal; those with the numbers of <paramref name="dropped"/> go.</summary>
    public static StateChange AppendJournal(IReadOnlyList<JournalEntry> entries, IReadOnlyList<long> dropped) =>
        new(state =>
        {
            foreach (JournalEntry entry in entries) SmallTables.AppendJournal(state, entry);
            foreach (long sequence in dropped) SmallTables.DropJournalEntry(state, sequence);
        });

    /// <summary>Entries up to that sequence number go.</summary>
    public static StateChange ClearJournal(long through) => new(state => SmallTables.DropJournal(state, through));

    /// <summary>How far a reader of the journal is.</summary>
    public static StateChange SaveJournalCursor(string client, long sequence) =>
        new(state => SmallTables.SaveJournalCursor(state, client, sequence));

    /// <summary>Figures over all runs; those that are not named stay.</summary>
    public static StateChange SaveStatistics(IReadOnlyDictionary<string, long> statistics) =>
        new(state =>
        {
            foreach ((string name, long value) in statistics) SmallTables.SaveStatistic(state, name, value);
        });

    private static StateChange Add(TorrentRecord torrent, TorrentFileKind kind, ReadOnlyMemory<byte> content) =>
        WithFile(torrent, kind, content, state => TorrentTable.TryAdd(state, torrent)
            ? null
            : new AppError("torrent-exists", $"Torrent {torrent.InfoHash} was added already."));

    private static AppError? Update(StatementCache state, TorrentRecord torrent) =>
        TorrentTable.TryUpdate(state, torrent)
            ? null
            : new AppError("torrent-not-found", $"Torrent {torrent.InfoHash} was removed in the meantime.");

    private static StateChange WithFile(
        TorrentRecord torrent,
        TorrentFileKind kind,
        ReadOnlyMemory<byte> content,
        Func<StatementCache, AppError?> apply) =>
        new(apply)
        {
            FilesOf = torrent.InfoHash,
            Before = files => files.Stage(torrent.InfoHash, kind, content.Span),
            Undo = files => files.Unstage(torrent.InfoHash, kind),
            After = files => files.Complete(torrent.InfoHash, kind),
        };
}
