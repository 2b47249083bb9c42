using GSTorrent.Application.Access;
using GSTorrent.Application.Organizing;
using GSTorrent.Primitives;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>Puts a state together from damaged and older databases.</summary>
internal static class StateSalvage
{
    private const int KeptDamaged = 2;
    private static readonly string[] Companions = ["", "-wal"];

    /// <summary>Renames a damaged database; tells its new name, null if there is nothing to be renamed.</summary>
    public static string? MoveAside(string path, string stamp)
    {
        string aside = $"{path}.damaged-{stamp}";
        for (int i = 2; File.Exists(aside); i++) aside = $"{path}.damaged-{stamp}-{i}";
        bool exists = File.Exists(path) || File.Exists(path + "-wal");
        foreach (string companion in Companions)
            if (File.Exists(path + companion)) File.Move(path + companion, aside + companion, overwrite: true);
        File.Delete(path + "-shm");
        DropOldest(path);
        return exists ? aside : null;
    }

    /// <summary>Reads databases, the best first, and takes from each what those before it lack.</summary>
    public static LoadedState ReadAll(IReadOnlyList<string> paths, List<string> findings)
    {
        var all = new LoadedState();
        foreach (string path in paths)
        {
            LoadedState? state = Read(path, findings);
            if (state is not null) all = Merge(all, state);
        }

        return all;
    }

    /// <summary>Fills a new database.</summary>
    public static void WriteAll(SqliteConnection connection, LoadedState state)
    {
        using var statements = new StatementCache(connection);
        StateSchema.Execute(connection, "BEGIN IMMEDIATE");
        foreach (StoredTorrent row in state.Torrents) Write(statements, row);
        foreach (RemovalRecord removal in state.Removals) RemovalTable.Save(statements, removal);
        foreach ((string name, string text) in state.Settings) SmallTables.SaveSetting(statements, name, text);
        foreach (TokenRecord token in state.Tokens) SmallTables.SaveToken(statements, token);
        foreach (UserRecord user in state.Users) UserTable.Save(statements, user);
        foreach (Category category in state.Categories) SmallTables.SaveCategory(statements, category);
        foreach (ClientValue value in state.ClientValues)
            SmallTables.SaveClientValue(statements, value.Owner, value.Name, value.Json);
        foreach (string tag in state.Tags) SmallTables.SaveTag(statements, tag);
        foreach (var entry in state.Journal) SmallTables.AppendJournal(statements, entry);
        foreach ((string client, long at) in state.JournalCursors)
            SmallTables.SaveJournalCursor(statements, client, at);
        foreach ((string name, long value) in state.Statistics) SmallTables.SaveStatistic(statements, name, value);
        StateSchema.Execute(connection, "COMMIT");
    }

    /// <summary>Adds torrents to a database.</summary>
    public static void WriteTorrents(SqliteConnection connection, IReadOnlyList<StoredTorrent> torrents)
    {
        if (torrents.Count == 0) return;
        using var statements = new StatementCache(connection);
        StateSchema.Execute(connection, "BEGIN IMMEDIATE");
        foreach (StoredTorrent row in torrents) Write(statements, row);
        StateSchema.Execute(connection, "COMMIT");
    }

    private static void Write(StatementCache statements, StoredTorrent row)
    {
        TorrentTable.TryAdd(statements, row.Torrent);
        if (row.Resume is not null) ResumeTable.Save(statements, row.Resume);
    }

    // Reading happens on a copy, so that neither the damaged file nor a backup is changed by it.
    private static LoadedState? Read(string path, List<string> findings)
    {
        string copy = Path.Combine(Path.GetDirectoryName(path)!, "state.salvage");
        try
        {
            foreach (string companion in Companions)
                if (File.Exists(path + companion)) File.Copy(path + companion, copy + companion, overwrite: true);
            using SqliteConnection connection = StateConnection.Open(copy);
            if (StateSchema.HeaderVersion(connection) < StateSchema.Version) StateSchema.Migrate(connection);
            var reader = new StateReader(connection);
            LoadedState state = reader.Read();
            findings.Add($"{Path.GetFileName(path)}: {state.Torrents.Count} torrents could be read.");
            findings.AddRange(reader.Damages.Take(5).Select(text => $"{Path.GetFileName(path)}: {text}"));
            return state;
        }
        catch (SqliteException error)
        {
            findings.Add($"{Path.GetFileName(path)} cannot be read: {error.Message}");
            return null;
        }
        finally
        {
            foreach (string companion in Companions) File.Delete(copy + companion);
            File.Delete(copy + "-shm");
        }
    }

    private static LoadedState Merge(LoadedState best, LoadedState other)
    {
        Dictionary<InfoHash, StoredTorrent> torrents = best.Torrents.ToDictionary(row => row.Torrent.InfoHash);
        var numbers = best.Torrents.Select(row => row.Torrent.Number).ToHashSet();
        int last = Math.Max(best.LastTorrentNumber, other.LastTorrentNumber);
        foreach (StoredTorrent row in other.Torrents)
        {
            InfoHash infoHash = row.Torrent.InfoHash;
            if (torrents.TryGetValue(infoHash, out StoredTorrent? known))
            {
                torrents[infoHash] = known with { Resume = known.Resume ?? row.Resume };
                continue;
            }

            int number = numbers.Add(row.Torrent.Number) ? row.Torrent.Number : ++last;
            torrents[infoHash] = row with { Torrent = row.Torrent with { Number = number } };
        }

        return new LoadedState
        {
            Torrents = [.. torrents.Values.OrderBy(row => row.Torrent.Number)],
            Removals = [.. best.Removals.UnionBy(other.Removals, row => (row.InfoHash, row.Destination))],
            Settings = Merge(best.Settings, other.Settings),
            Categories =
                [.. best.Categories.UnionBy(other.Categories, category => category.Name, StringComparer.Ordinal)],
            ClientValues = [.. best.ClientValues.UnionBy(other.ClientValues, value => (value.Owner, value.Name))],
            Tags = [.. best.Tags.Union(other.Tags, StringComparer.Ordinal)],
            HasAllCredentials = best.HasAllCredentials || other.HasAllCredentials,
            Users = best.HasAllCredentials
                ? best.Users
                : [.. best.Users.UnionBy(other.Users, user => user.Name, StringComparer.OrdinalIgnoreCase)],
            Tokens = best.HasAllCredentials
                ? best.Tokens
                : [.. best.Tokens.UnionBy(other.Tokens, token => token.Id, StringComparer.Ordinal)],
            Journal =
                [.. best.Journal.UnionBy(other.Journal, entry => entry.Sequence).OrderBy(entry => entry.Sequence)],
            JournalCursors = Merge(best.JournalCursors, other.JournalCursors),
            Statistics = Merge(best.Statistics, other.Statistics),
            LastTorrentNumber = last,
            LastJournalSequence = Math.Max(best.LastJournalSequence, other.LastJournalSequence),
        };
    }

    private static Dictionary<string, T> Merge<T>(
        IReadOnlyDictionary<string, T> best, IReadOnlyDictionary<string, T> other)
    {
        var merged = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach ((string name, T value) in other) merged[name] = value;
        foreach ((string name, T value) in best) merged[name] = value;
        return merged;
    }

    private static void DropOldest(string path)
    {
        string pattern = Path.GetFileName(path) + ".damaged-*";
        IEnumerable<string> old = Directory.GetFiles(Path.GetDirectoryName(path)!, pattern)
            .Where(file => !file.EndsWith("-wal", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).SkipLast(KeptDamaged);
        foreach (string file in old)
            foreach (string companion in Companions) File.Delete(file + companion);
    }
}
