using GSTorrent.Primitives;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>Rows of the table of torrents.</summary>
internal static class TorrentTable
{
    public const string Select = """
        SELECT number, info_hash, name, destination, added_ms, finished_ms, running, error, priorities, sequential,
            download_limit, upload_limit, tags, checksum, file_rules, peers, wishes
        FROM torrents
        """;

    private const int FirstVersionColumns = 13;
    private const int SecondVersionColumns = 15;

    private const string Insert = """
        INSERT INTO torrents(number, info_hash, name, destination, added_ms, finished_ms, running, error, priorities,
            sequential, download_limit, upload_limit, tags, file_rules, peers, wishes, checksum)
        VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT(info_hash) DO NOTHING
        """;

    private const string Update = """
        UPDATE torrents SET name = $3, destination = $4, added_ms = $5, finished_ms = $6, running = $7, error = $8,
            priorities = $9, sequential = $10, download_limit = $11, upload_limit = $12, tags = $13,
            file_rules = $14, peers = $15, wishes = $16, checksum = $17
        WHERE info_hash = $2 AND number = $1
        """;

    /// <summary>Adds a row; false if its torrent is there already.</summary>
    public static bool TryAdd(StatementCache state, TorrentRecord torrent) =>
        state.Run(Insert, [.. Values(torrent), Checksum(torrent)]) > 0;

    /// <summary>Changes a row; false if it is gone, and it stays so.</summary>
    public static bool TryUpdate(StatementCache state, TorrentRecord torrent) =>
        state.Run(Update, [.. Values(torrent), Checksum(torrent)]) > 0;

    public static void Remove(StatementCache state, InfoHash infoHash)
    {
        byte[] key = infoHash.ToArray();
        state.Run("DELETE FROM torrents WHERE info_hash = $1", key);
        state.Run("DELETE FROM resume_data WHERE info_hash = $1", key);
    }

    /// <summary>Reads the row at hand; null if it is damaged.</summary>
    public static TorrentRecord? Read(SqliteDataReader row)
    {
        byte[] infoHash = row.GetFieldValue<byte[]>(1);
        if (infoHash.Length != InfoHash.Length) return null;
        var torrent = new TorrentRecord
        {
            Number = row.GetInt32(0),
            InfoHash = new InfoHash(infoHash),
            Name = row.GetString(2),
            Destination = row.GetString(3),
            AddedUnixMs = row.GetInt64(4),
            FinishedUnixMs = row.IsDBNull(5) ? null : row.GetInt64(5),
            Running = row.GetInt64(6) != 0,
            Error = row.IsDBNull(7) ? null : row.GetString(7),
            Priorities = row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8),
            Sequential = row.GetInt64(9) != 0,
            DownloadLimit = row.GetInt64(10),
            UploadLimit = row.GetInt64(11),
            Tags = Lines(row.GetString(12)),
            FileRules = row.IsDBNull(14) ? [] : Lines(row.GetString(14)),
            Peers = row.IsDBNull(15) ? [] : Lines(row.GetString(15)),
            Wishes = WishesText.Read(row.IsDBNull(16) ? null : row.GetString(16)),
        };
        return row.GetFieldValue<byte[]>(13).AsSpan().SequenceEqual(Checksum(torrent)) ? torrent : null;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    private static string? Text(IReadOnlyList<string> lines) => lines.Count == 0 ? null : string.Join('\n', lines);

    // A row that uses nothing of a later version keeps the checksum that the earlier one gave it.
    private static byte[] Checksum(TorrentRecord torrent)
    {
        object?[] values = Values(torrent);
        bool isOfFirst = torrent.FileRules.Count == 0 && torrent.Peers.Count == 0;
        int columns = values[^1] is not null ? values.Length : isOfFirst ? FirstVersionColumns : SecondVersionColumns;
        return RowChecksum.Of(values.AsSpan(0, columns));
    }

    private static object?[] Values(TorrentRecord torrent) =>
    [
        (long)torrent.Number, torrent.InfoHash.ToArray(), torrent.Name, torrent.Destination, torrent.AddedUnixMs,
        torrent.FinishedUnixMs, torrent.Running ? 1L : 0L, torrent.Error, torrent.Priorities,
        torrent.Sequential ? 1L : 0L, torrent.DownloadLimit, torrent.UploadLimit, string.Join('\n', torrent.Tags),
        Text(torrent.FileRules), Text(torrent.Peers), WishesText.Write(torrent.Wishes),
    ];
}
