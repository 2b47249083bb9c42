using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>Two generations of copies of the database, each one sound when it was made.</summary>
internal static class StateBackup
{
    /// <summary>The copies that there are, the newest first.</summary>
    public static IReadOnlyList<string> PathsOf(string databasePath) =>
        [.. new[] { Newest(databasePath), Older(databasePath) }.Where(File.Exists)];

    public static bool Exists(string databasePath) => PathsOf(databasePath).Count > 0;

    /// <summary>When the newest copy was made; the beginning of time if there is none.</summary>
    public static DateTime NewestTimeUtc(string databasePath) => File.GetLastWriteTimeUtc(Newest(databasePath));

    /// <summary>Has the database grown a lot since the newest copy was made?</summary>
    public static bool IsMuchSmaller(string databasePath) => File.Exists(Newest(databasePath))
        && new FileInfo(Newest(databasePath)).Length < new FileInfo(databasePath).Length / 4 * 3;

    /// <summary>Makes a copy; reading every page, it fails on damage and then leaves the older copies alone.</summary>
    public static void Make(SqliteConnection connection, string databasePath)
    {
        string staged = databasePath + ".bak.tmp";
        File.Delete(staged);

        // An empty file may be filled; made beforehand, it gets its mode.
        StateFiles.Write(staged, []);
        using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText = "VACUUM INTO $path";
            command.Parameters.AddWithValue("$path", staged);
            command.ExecuteNonQuery();
        }

        using (FileStream copy = StateFiles.Open(staged, FileMode.Open, FileShare.None)) copy.Flush(flushToDisk: true);
        if (File.Exists(Newest(databasePath))) File.Move(Newest(databasePath), Older(databasePath), overwrite: true);
        File.Move(staged, Newest(databasePath));
        StateFiles.FlushDirectory(Path.GetDirectoryName(databasePath)!);
    }

    private static string Newest(string databasePath) => databasePath + ".bak1";

    private static string Older(string databasePath) => databasePath + ".bak2";
}
