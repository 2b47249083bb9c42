using GSTorrent.Primitives;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>Rows of the table of content that is still to be deleted.</summary>
internal static class RemovalTable
{
    public const string Select = """
        SELECT info_hash, destination, name, mount_point, part_suffix, wishes, checksum, unproven
        FROM removals
        """;

    private const string Upsert = """
        INSERT OR REPLACE INTO removals(
            info_hash, destination, name, mount_point, part_suffix, wishes, unproven, checksum)
        VALUES($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    public static void Save(StatementCache state, RemovalRecord removal) =>
        state.Run(Upsert, [.. Values(removal), removal.IsUnproven ? 1L : 0L, Checksum(removal)]);

    /// <summary>The content is deleted; true if no more of that torrent is to be.</summary>
    public static bool Remove(StatementCache state, InfoHash infoHash, string destination)
    {
        byte[] key = infoHash.ToArray();
        state.Run("DELETE FROM removals WHERE info_hash = $1 AND destination = $2", key, destination);
        return !state.Any("SELECT 1 FROM removals WHERE info_hash = $1", key);
    }

    /// <summary>Reads the row at hand; null if it is damaged.</summary>
    public static RemovalRecord? Read(SqliteDataReader row)
    {
        byte[] infoHash = row.GetFieldValue<byte[]>(0);
        if (infoHash.Length != InfoHash.Length) return null;
        var removal = new RemovalRecord
        {
            InfoHash = new InfoHash(infoHash),
            Destination = row.GetString(1),
            Name = row.GetString(2),
            MountPoint = row.IsDBNull(3) ? null : row.GetString(3),
            PartSuffix = row.GetInt64(4) != 0,
            IsUnproven = row.GetInt64(7) != 0,
            Wishes = WishesText.Read(row.IsDBNull(5) ? null : row.GetString(5)),
        };
        return row.GetFieldValue<byte[]>(6).AsSpan().SequenceEqual(Checksum(removal)) ? removal : null;
    }

    // Rows from before there was the flag have a checksum without it.
    private static byte[] Checksum(RemovalRecord removal) =>
        RowChecksum.Of(removal.IsUnproven ? [.. Values(removal), 1L] : Values(removal));

    private static object?[] Values(RemovalRecord removal) =>
    [
        removal.InfoHash.ToArray(), removal.Destination, removal.Name, removal.MountPoint, removal.PartSuffix ? 1L : 0L,
        WishesText.Write(removal.Wishes),
    ];
}
