using GSTorrent.Application.Persistence;
using GSTorrent.Engine;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>Resume data between the engine's form and the stored one.</summary>
internal static class ResumeRecords
{
    public static ResumeRecord From(InfoHash infoHash, ResumeData resume) => new()
    {
        InfoHash = infoHash,
        Verified = ToBytes(resume.Verified),
        IsOnTrust = resume.IsOnTrust,
        Stamps = FileStampCodec.Encode(resume.Stamps),
        UnfinishedPieces = ToBytes(resume.UnfinishedPieces),
        IsClean = resume.IsClean,
        HasFinished = resume.HasFinished,
        Uploaded = resume.Uploaded,
        Downloaded = resume.Downloaded,
        CorruptBytes = resume.CorruptBytes,
        ActiveMs = resume.ActiveMs,
        SeedingMs = resume.SeedingMs,
        LastActivityUnixMs = resume.LastActivityUnixMs,
        MountPoint = resume.MountPoint,
    };

    public static ResumeData? ToEngine(ResumeRecord? record) => record is null ? null : new ResumeData
    {
        Verified = record.Verified,
        IsOnTrust = record.IsOnTrust,
        Stamps = FileStampCodec.Decode(record.Stamps),
        UnfinishedPieces = record.UnfinishedPieces,
        IsClean = record.IsClean,
        HasFinished = record.HasFinished,
        Uploaded = record.Uploaded,
        Downloaded = record.Downloaded,
        CorruptBytes = record.CorruptBytes,
        ActiveMs = record.ActiveMs,
        SeedingMs = record.SeedingMs,
        LastActivityUnixMs = record.LastActivityUnixMs,
        MountPoint = record.MountPoint,
    };

    private static byte[]? ToBytes(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? null : bytes.ToArray();
}
