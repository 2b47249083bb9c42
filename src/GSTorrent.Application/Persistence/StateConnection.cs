using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>Opens database files with the settings that durability asks for.</summary>
internal static class StateConnection
{
    /// <summary>Opens or makes a database that only its owner may read.</summary>
    public static SqliteConnection Open(string path)
    {
        if (!File.Exists(path)) StateFiles.Open(path, FileMode.CreateNew, FileShare.ReadWrite).Dispose();
        StateFiles.MakePrivateFile(path);
        var text = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            StateSchema.Execute(connection, """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA journal_size_limit = 16777216;
                PRAGMA wal_autocheckpoint = 4096;
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Is the file itself what is wrong, and not the disk, its rights or its space?</summary>
    public static bool IsDamage(SqliteException error)
    {
        const int GenericError = 1, ReadOnly = 8, Corrupt = 11, Schema = 17, TooBig = 18, Constraint = 19,
            Mismatch = 20, Format = 24, NotADatabase = 26;
        return error.SqliteErrorCode is GenericError or ReadOnly or Corrupt or Schema or TooBig or Constraint
            or Mismatch or Format or NotADatabase;
    }

    /// <summary>Is there no room? For its shared memory SQLite says only that input or output failed.</summary>
    public static bool IsFullDisk(SqliteException error, string root)
    {
        const int InputOutput = 10, Full = 13, Little = 128 << 10;
        return error.SqliteErrorCode == Full
            || (error.SqliteErrorCode == InputOutput && new DriveInfo(root).AvailableFreeSpace < Little);
    }

    /// <summary>Complaints of SQLite's own check; none if the structure is sound.</summary>
    public static IReadOnlyList<string> Check(SqliteConnection connection)
    {
        var complaints = new List<string>();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(3)";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string line = reader.GetString(0);
            if (!string.Equals(line, "ok", StringComparison.Ordinal)) complaints.Add(line.ReplaceLineEndings(" "));
        }

        return complaints;
    }
}
