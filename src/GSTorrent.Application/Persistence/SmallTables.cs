using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Organizing;
using GSTorrent.Primitives;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>Rows of all tables but those of torrents and resume data.</summary>
internal static class SmallTables
{
    public const string SelectTokens =
        "SELECT id, hash, name, role, created_ms, expires_ms, last_used_ms, category, qbittorrent FROM tokens";

    private const string Manners52 = "5.2";

    public const string SelectJournal = "SELECT sequence, time_ms, severity, kind, info_hash, text, room FROM journal";

    public static void SaveSetting(StatementCache state, string name, string? text)
    {
        if (text is null) state.Run("DELETE FROM settings WHERE name = $1", name);
        else state.Run("INSERT OR REPLACE INTO settings(name, value) VALUES($1, $2)", name, text);
    }

    public static void SaveToken(StatementCache state, TokenRecord token) => state.Run(
        """
        INSERT OR REPLACE INTO tokens(
            id, hash, name, role, created_ms, expires_ms, last_used_ms, category, qbittorrent)
        VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        token.Id, token.Hash, token.Name, token.Role.ToString(), token.CreatedUnixMs, token.ExpiresUnixMs,
        token.LastUsedUnixMs, token.Category,
        token.QBittorrentManners == QBittorrentManners.V52 ? Manners52 : null);

    public static void MarkTokenUsed(StatementCache state, string id, long unixMs) =>
        state.Run("UPDATE tokens SET last_used_ms = $2 WHERE id = $1", id, unixMs);

    public static void RemoveToken(StatementCache state, string id) =>
        state.Run("DELETE FROM tokens WHERE id = $1", id);

    public static void SaveCategory(StatementCache state, Category category) => state.Run(
        "INSERT OR REPLACE INTO categories(name, destination) VALUES($1, $2)", category.Name, category.Destination);

    public static void RemoveCategory(StatementCache state, string name) =>
        state.Run("DELETE FROM categories WHERE name = $1", name);

    public static void SaveTag(StatementCache state, string name) =>
        state.Run("INSERT OR REPLACE INTO tags(name) VALUES($1)", name);

    public static void RemoveTag(StatementCache state, string name) =>
        state.Run("DELETE FROM tags WHERE name = $1", name);

    public static void SaveClientValue(StatementCache state, string owner, string name, string? json)
    {
        if (json is null) state.Run("DELETE FROM client_values WHERE owner = $1 AND name = $2", owner, name);
        else state.Run("INSERT OR REPLACE INTO client_values(owner, name, json) VALUES($1, $2, $3)", owner, name, json);
    }

    public static void RemoveClientValues(StatementCache state, string owner) =>
        state.Run("DELETE FROM client_values WHERE owner = $1", owner);

    public static void AppendJournal(StatementCache state, JournalEntry entry) => state.Run(
        """
        INSERT OR REPLACE INTO journal(sequence, time_ms, severity, kind, info_hash, text, room)
        VALUES($1, $2, $3, $4, $5, $6, $7)
        """,
        entry.Sequence, entry.TimeUnixMs, (long)entry.Severity, entry.Kind, entry.InfoHash?.ToArray(), entry.Text,
        entry.Room);

    public static void DropJournalEntry(StatementCache state, long sequence) =>
        state.Run("DELETE FROM journal WHERE sequence = $1", sequence);

    public static void DropJournal(StatementCache state, long through) =>
        state.Run("DELETE FROM journal WHERE sequence <= $1", through);

    public static void SaveJournalCursor(StatementCache state, string client, long sequence) =>
        state.Run("INSERT OR REPLACE INTO journal_cursors(client, sequence) VALUES($1, $2)", client, sequence);

    public static void SaveStatistic(StatementCache state, string name, long value) =>
        state.Run("INSERT OR REPLACE INTO statistics(name, value) VALUES($1, $2)", name, value);

    public static TokenRecord? ReadToken(SqliteDataReader row) =>
        !Enum.TryParse(row.GetString(3), out AccessRole role) || !Enum.IsDefined(role)
            ? null
            : new TokenRecord
            {
                Id = row.GetString(0),
                Hash = row.GetFieldValue<byte[]>(1),
                Name = row.GetString(2),
                Role = role,
                CreatedUnixMs = row.GetInt64(4),
                ExpiresUnixMs = row.IsDBNull(5) ? null : row.GetInt64(5),
                LastUsedUnixMs = row.IsDBNull(6) ? null : row.GetInt64(6),
                Category = row.IsDBNull(7) ? null : row.GetString(7),
                QBittorrentManners = !row.IsDBNull(8) && row.GetString(8) is Manners52
                    ? QBittorrentManners.V52
                    : QBittorrentManners.V51,
            };

    public static JournalEntry? ReadJournal(SqliteDataReader row)
    {
        byte[]? infoHash = row.IsDBNull(4) ? null : row.GetFieldValue<byte[]>(4);
        var severity = (JournalSeverity)row.GetInt32(2);
        if (!Enum.IsDefined(severity) || infoHash is { Length: not InfoHash.Length }) return null;
        return new JournalEntry
        {
            Sequence = row.GetInt64(0),
            TimeUnixMs = row.GetInt64(1),
            Severity = severity,
            Kind = row.GetString(3),
            InfoHash = infoHash is null ? null : new InfoHash(infoHash),
            Text = row.GetString(5),
            Room = row.IsDBNull(6) ? null : row.GetString(6),
        };
    }
}
