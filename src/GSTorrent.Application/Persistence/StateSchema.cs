using System.Globalization;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>
/// The tables, and the steps from each version to the next. The version stands twice, in the header and in a row: a
/// damaged header must not look like a newer program's database.
/// </summary>
internal static class StateSchema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE torrents(
            number INTEGER PRIMARY KEY AUTOINCREMENT, info_hash BLOB NOT NULL UNIQUE, name TEXT NOT NULL,
            destination TEXT NOT NULL, added_ms INTEGER NOT NULL, finished_ms INTEGER, running INTEGER NOT NULL,
            error TEXT, priorities BLOB, sequential INTEGER NOT NULL, download_limit INTEGER NOT NULL,
            upload_limit INTEGER NOT NULL, tags TEXT NOT NULL, checksum BLOB NOT NULL);
        CREATE TABLE resume_data(
            info_hash BLOB PRIMARY KEY, verified BLOB, stamps BLOB, unfinished_pieces BLOB, is_clean INTEGER NOT NULL,
            has_finished INTEGER NOT NULL, uploaded INTEGER NOT NULL, downloaded INTEGER NOT NULL,
            checksum BLOB NOT NULL);
        CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE tokens(
            id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
            created_ms INTEGER NOT NULL, expires_ms INTEGER, last_used_ms INTEGER);
        CREATE TABLE journal(
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, time_ms INTEGER NOT NULL, severity INTEGER NOT NULL,
            kind TEXT NOT NULL, info_hash BLOB, text TEXT NOT NULL);
        CREATE TABLE journal_cursors(client TEXT PRIMARY KEY, sequence INTEGER NOT NULL);
        CREATE TABLE statistics(name TEXT PRIMARY KEY, value INTEGER NOT NULL);
        """,
        """
        ALTER TABLE torrents ADD COLUMN file_rules TEXT;
        ALTER TABLE torrents ADD COLUMN peers TEXT;
        """,
        """
        ALTER TABLE torrents ADD COLUMN wishes TEXT;
        CREATE TABLE categories(name TEXT PRIMARY KEY, destination TEXT NOT NULL);
        CREATE TABLE tags(name TEXT PRIMARY KEY);
        """,
        """
        ALTER TABLE resume_data ADD COLUMN corrupt_bytes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE resume_data ADD COLUMN active_ms INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE resume_data ADD COLUMN seeding_ms INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE resume_data ADD COLUMN last_activity_ms INTEGER NOT NULL DEFAULT 0;
        """,
        """
        CREATE TABLE users(
            name TEXT PRIMARY KEY COLLATE NOCASE, password TEXT NOT NULL, role TEXT NOT NULL, category TEXT,
            created_ms INTEGER NOT NULL, last_used_ms INTEGER);
        ALTER TABLE tokens ADD COLUMN category TEXT;
        """,
        """
        ALTER TABLE resume_data ADD COLUMN mount_point TEXT;
        """,
        """
        CREATE TABLE removals(
            info_hash BLOB NOT NULL, destination TEXT NOT NULL, name TEXT NOT NULL, mount_point TEXT,
            part_suffix INTEGER NOT NULL, wishes TEXT, checksum BLOB NOT NULL, PRIMARY KEY(info_hash, destination));
        """,
        """
        ALTER TABLE removals ADD COLUMN unproven INTEGER NOT NULL DEFAULT 0;
        """,
        """
        ALTER TABLE tokens ADD COLUMN qbittorrent TEXT;
        """,
        """
        CREATE TABLE client_values(
            owner TEXT NOT NULL, name TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY(owner, name));
        """,
        """
        ALTER TABLE resume_data ADD COLUMN on_trust INTEGER NOT NULL DEFAULT 0;
        """,
        """
        ALTER TABLE journal ADD COLUMN room TEXT;
        """,
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>The version in the header; 0 for a new database.</summary>
    public static int HeaderVersion(SqliteConnection connection) =>
        (int)Scalar(connection, "PRAGMA user_version");

    /// <summary>The version in the row; 0 if there is none.</summary>
    public static int RowVersion(SqliteConnection connection)
    {
        if (Scalar(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'meta'") == 0) return 0;
        const string Select = "SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM meta WHERE name = 'schema'";
        return (int)Scalar(connection, Select);
    }

    /// <summary>Is there any table?</summary>
    public static bool IsEmpty(SqliteConnection connection) =>
        Scalar(connection, "SELECT count(*) FROM sqlite_schema") == 0;

    /// <summary>Takes the steps that are missing, each in its own transaction.</summary>
    public static void Migrate(SqliteConnection connection)
    {
        for (int version = HeaderVersion(connection); version < Version; version++)
        {
            string next = (version + 1).ToString(CultureInfo.InvariantCulture);
            Execute(connection, $"""
                BEGIN IMMEDIATE;
                {Steps[version]}
                INSERT OR REPLACE INTO meta(name, value) VALUES('schema', '{next}');
                PRAGMA user_version = {next};
                COMMIT;
                """);
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is made of constants and numbers of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
