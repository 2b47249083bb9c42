using GSTorrent.Application.Access;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>Rows of the table of users.</summary>
internal static class UserTable
{
    public const string Select = "SELECT name, password, role, category, created_ms, last_used_ms FROM users";

    public static void Save(StatementCache state, UserRecord user) => state.Run(
        """
        INSERT OR REPLACE INTO users(name, password, role, category, created_ms, last_used_ms)
        VALUES($1, $2, $3, $4, $5, $6)
        """,
        user.Name, user.PasswordHash, user.Role.ToString(), user.Category, user.CreatedUnixMs, user.LastUsedUnixMs);

    public static void MarkUsed(StatementCache state, string name, long unixMs) =>
        state.Run("UPDATE users SET last_used_ms = $2 WHERE name = $1", name, unixMs);

    public static void Remove(StatementCache state, string name) =>
        state.Run("DELETE FROM users WHERE name = $1", name);

    public static UserRecord? Read(SqliteDataReader row) =>
        !Enum.TryParse(row.GetString(2), out AccessRole role) || !Enum.IsDefined(role)
            ? null
            : new UserRecord
            {
                Name = row.GetString(0),
                PasswordHash = row.GetString(1),
                Role = role,
                Category = row.IsDBNull(3) ? null : row.GetString(3),
                CreatedUnixMs = row.GetInt64(4),
                LastUsedUnixMs = row.IsDBNull(5) ? null : row.GetInt64(5),
            };
}
