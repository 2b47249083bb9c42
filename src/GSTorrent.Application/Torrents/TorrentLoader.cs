using System.Text;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Torrents;

/// <summary>Takes up the torrents of the last run. One that is damaged says so and stops nothing else.</summary>
internal sealed class TorrentLoader(TorrentRegistry registry, EngineDoor door, EventJournal journal)
{
    /// <summary>Reads all metainfo, on all cores, and gives the torrents to the engine by their numbers.</summary>
    public void Load(IReadOnlyList<StoredTorrent> torrents)
    {
        var sources = new TorrentSource[torrents.Count];
        Parallel.For(0, torrents.Count, i => sources[i] = Read(torrents[i].Torrent));
        for (int i = 0; i < torrents.Count; i++)
        {
            TorrentRecord record = torrents[i].Torrent;
            TorrentEntry entry = registry.Create(record, sources[i]);
            entry.Resume = ResumeRecords.ToEngine(torrents[i].Resume);
            registry.Add(entry);
            door.Enter(entry);
            if (record.Wishes.FormerPaths is not null) _ = TorrentRenamer.ResumeAsync(entry);
            _ = entry.Row;
            if (sources[i].Trouble is { } trouble)
            {
                journal.Append(
                    JournalSeverity.Error, JournalKinds.TorrentFailed, $"{record.Name}: {trouble}", record.InfoHash);
            }
        }
    }

    private TorrentSource Read(TorrentRecord record)
    {
        if (!registry.Database.Files.Read(record.InfoHash).TryGet(out var file, out AppError? lost))
            return TorrentSource.OfTrouble(lost.Message + Advice);
        Result<TorrentSource> source = file.Kind == TorrentFileKind.Metainfo
            ? TorrentSource.OfFile(file.Content)
            : TorrentSource.OfMagnet(Encoding.UTF8.GetString(file.Content));
        if (!source.TryGet(out TorrentSource? read, out AppError? damage))
            return TorrentSource.OfTrouble($"Its stored {WordFor(file.Kind)} is damaged: {damage.Message}{Advice}");
        return read.InfoHash == record.InfoHash
            ? read.Stored()
            : TorrentSource.OfTrouble($"Its stored {WordFor(file.Kind)} is damaged: its info-hash differs.{Advice}");
    }

    private const string Advice = " Add the torrent file again to mend it.";

    private static string WordFor(TorrentFileKind kind) =>
        kind == TorrentFileKind.Metainfo ? "metainfo" : "magnet link";
}
