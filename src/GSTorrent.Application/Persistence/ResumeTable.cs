using GSTorrent.Primitives;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>Rows of the table of resume data.</summary>
internal static class ResumeTable
{
    public const string Select = """
        SELECT info_hash, verified, stamps, unfinished_pieces, is_clean, has_finished, uploaded, downloaded, checksum,
            corrupt_bytes, active_ms, seeding_ms, last_activity_ms, mount_point, on_trust
        FROM resume_data
        """;

    private const int FirstVersionColumns = 8;
    private const int SecondVersionColumns = 12;
    private const int ThirdVersionColumns = 13;

    // Resume data of a torrent that was removed in the meantime must not come back.
    private const string Upsert = """
        INSERT INTO resume_data(info_hash, verified, stamps, unfinished_pieces, is_clean, has_finished, uploaded,
            downloaded, corrupt_bytes, active_ms, seeding_ms, last_activity_ms, mount_point, on_trust,
            checksum)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
        WHERE EXISTS(SELECT 1 FROM torrents WHERE info_hash = $1)
        ON CONFLICT(info_hash) DO UPDATE SET verified = $2, stamps = $3, unfinished_pieces = $4, is_clean = $5,
            has_finished = $6, uploaded = $7, downloaded = $8, corrupt_bytes = $9, active_ms = $10, seeding_ms = $11,
            last_activity_ms = $12, mount_point = $13, on_trust = $14, checksum = $15
        """;

    public static void Save(StatementCache state, ResumeRecord resume) =>
        state.Run(Upsert, [.. Values(resume), Checksum(resume)]);

    /// <summary>Reads the row at hand; null if it is damaged.</summary>
    public static ResumeRecord? Read(SqliteDataReader row)
    {
        byte[] infoHash = row.GetFieldValue<byte[]>(0);
        if (infoHash.Length != InfoHash.Length) return null;
        var resume = new ResumeRecord
        {
            InfoHash = new InfoHash(infoHash),
            Verified = Bytes(row, 1),
            Stamps = Bytes(row, 2),
            UnfinishedPieces = Bytes(row, 3),
            IsClean = row.GetInt64(4) != 0,
            HasFinished = row.GetInt64(5) != 0,
            Uploaded = row.GetInt64(6),
            Downloaded = row.GetInt64(7),
            CorruptBytes = row.GetInt64(9),
            ActiveMs = row.GetInt64(10),
            SeedingMs = row.GetInt64(11),
            LastActivityUnixMs = row.GetInt64(12),
            MountPoint = row.IsDBNull(13) ? null : row.GetString(13),
            IsOnTrust = row.GetInt64(14) != 0,
        };
        return row.GetFieldValue<byte[]>(8).AsSpan().SequenceEqual(Checksum(resume)) ? resume : null;
    }

    // Rows of earlier versions have no figures of time and of corrupt bytes, no mount point, or nothing on trust: their
    // checksum must stay as it was.
    private static byte[] Checksum(ResumeRecord resume)
    {
        object?[] values = Values(resume);
        bool isOfFirst = resume is { CorruptBytes: 0, ActiveMs: 0, SeedingMs: 0, LastActivityUnixMs: 0 };
        int columns = resume.IsOnTrust ? values.Length
            : resume.MountPoint is not null ? ThirdVersionColumns
            : isOfFirst ? FirstVersionColumns : SecondVersionColumns;
        return RowChecksum.Of(values.AsSpan(0, columns));
    }

    private static byte[]? Bytes(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    private static object?[] Values(ResumeRecord resume) =>
    [
        resume.InfoHash.ToArray(), resume.Verified, resume.Stamps, resume.UnfinishedPieces, resume.IsClean ? 1L : 0L,
        resume.HasFinished ? 1L : 0L, resume.Uploaded, resume.Downloaded, resume.CorruptBytes, resume.ActiveMs,
        resume.SeedingMs, resume.LastActivityUnixMs, resume.MountPoint, resume.IsOnTrust ? 1L : 0L,
    ];
}
