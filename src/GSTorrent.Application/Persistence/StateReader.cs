using GSTorrent.Application.Access;
using GSTorrent.Application.Organizing;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>
/// Reads all tables, one query each, and goes on past damage: what is damaged is named and left out.
/// </summary>
internal sealed class StateReader(SqliteConnection connection)
{
    private readonly List<string> _damages = [];

    /// <summary>What could not be read, a sentence each.</summary>
    public IReadOnlyList<string> Damages => _damages;

    public LoadedState Read()
    {
        List<ResumeRecord> resume =
            Table("resume_data", ResumeTable.Select, "rowid", ResumeTable.Read, row => row.InfoHash);
        var resumeOf = resume.ToDictionary(row => row.InfoHash);
        List<TorrentRecord> torrents =
            Table("torrents", TorrentTable.Select, "number", TorrentTable.Read, row => row.InfoHash);
        torrents.Sort((left, right) => left.Number.CompareTo(right.Number));
        int damagesBefore = _damages.Count;
        List<TokenRecord> tokens =
            Table("tokens", SmallTables.SelectTokens, "rowid", SmallTables.ReadToken, row => row.Id);
        List<UserRecord> users =
            Table("users", UserTable.Select, "rowid", UserTable.Read, row => row.Name.ToUpperInvariant());
        return new LoadedState
        {
            HasAllCredentials = _damages.Count == damagesBefore,
            Tokens = tokens,
            Users = users,
            Torrents = [.. torrents.Select(row => new StoredTorrent(row, resumeOf.GetValueOrDefault(row.InfoHash)))],
            Removals = Table(
                "removals", RemovalTable.Select, "rowid", RemovalTable.Read, row => (row.InfoHash, row.Destination)),
            Settings = Pairs("settings", "SELECT name, value FROM settings", row => row.GetString(1)),
            Categories = Table(
                "categories", "SELECT name, destination FROM categories", "name",
                row => new Category(row.GetString(0), row.GetString(1)), row => row.Name),
            ClientValues = Table(
                "client_values", "SELECT owner, name, json FROM client_values", "rowid",
                row => new ClientValue(row.GetString(0), row.GetString(1), row.GetString(2)),
                row => (row.Owner, row.Name)),
            Tags = Table("tags", "SELECT name FROM tags", "name", row => row.GetString(0), name => name),
            Journal = [.. Table(
                "journal", SmallTables.SelectJournal, "sequence", SmallTables.ReadJournal, row => row.Sequence)
                .OrderBy(row => row.Sequence)],
            JournalCursors = Pairs(
                "journal_cursors", "SELECT client, sequence FROM journal_cursors", row => row.GetInt64(1)),
            Statistics = Pairs("statistics", "SELECT name, value FROM statistics", row => row.GetInt64(1)),
            LastTorrentNumber = (int)Math.Clamp(LastOf("torrents"), 0, int.MaxValue),
            LastJournalSequence = Math.Max(LastOf("journal"), 0),
        };
    }

    // A damaged page cuts a scan off; the scan from the other end reaches the rows behind it.
    private List<TRow> Table<TRow, TKey>(
        string table, string select, string order, Func<SqliteDataReader, TRow?> read, Func<TRow, TKey> keyOf)
        where TRow : class
        where TKey : notnull
    {
        var rows = new Dictionary<TKey, TRow>();
        if (!TryScan(table, $"{select} ORDER BY {order}", read, row => rows.TryAdd(keyOf(row), row)))
            TryScan(table, $"{select} ORDER BY {order} DESC", read, row => rows.TryAdd(keyOf(row), row));
        return [.. rows.Values];
    }

    private Dictionary<string, TValue> Pairs<TValue>(
        string table, string select, Func<SqliteDataReader, TValue> valueOf)
    {
        var pairs = new Dictionary<string, TValue>(StringComparer.Ordinal);
        TryScan(table, select, row => row, row => pairs[row.GetString(0)] = valueOf(row));
        return pairs;
    }

    private bool TryScan<TRow>(string table, string sql, Func<SqliteDataReader, TRow?> read, Action<TRow> take)
        where TRow : class
    {
        try
        {
            using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is made of constants of this project.
            command.CommandText = sql;
#pragma warning restore CA2100
            using SqliteDataReader reader = command.ExecuteReader();
            int damaged = 0;
            while (reader.Read()) damaged += TryTake(reader, read, take) ? 0 : 1;
            if (damaged > 0) _damages.Add($"{damaged} rows of table {table} are damaged.");
            return damaged == 0;
        }
        catch (SqliteException broken)
        {
            _damages.Add($"Table {table} cannot be read to its end: {broken.Message}");
            return false;
        }
    }

    private static bool TryTake<TRow>(SqliteDataReader reader, Func<SqliteDataReader, TRow?> read, Action<TRow> take)
        where TRow : class
    {
        try
        {
            TRow? row = read(reader);
            if (row is null) return false;
            take(row);
            return true;
        }
        catch (Exception wrongType) when (wrongType is InvalidCastException or InvalidOperationException
            or OverflowException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    private long LastOf(string table)
    {
        try
        {
            return StateSchema.Scalar(
                connection, $"SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '{table}'");
        }
        catch (Exception broken) when (broken is SqliteException or FormatException or OverflowException)
        {
            _damages.Add($"The last number of table {table} cannot be read.");
            return 0;
        }
    }
}
