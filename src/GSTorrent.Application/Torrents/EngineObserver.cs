using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Swarm;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Hears what the engine tells of its torrents and passes it on: to the rows, the state and the journal. It never
/// waits, as it is called on the torrents' loops.
/// </summary>
internal sealed class EngineObserver(
    TorrentRegistry registry, ResumeSaver saver, EventJournal journal, TimeProvider clock) : ITorrentObserver
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    /// <summary>The host ends: torrents that come to rest now have not been stopped by people.</summary>
    public bool IsStopping { get; set; }

    public void Changed(TorrentSnapshot snapshot)
    {
        if (IsStopping || !TryHear(snapshot.InfoHash, out TorrentEntry entry)) return;
        entry.Show(snapshot);
        entry.Note(clock);
    }

    public void ResumeChanged(InfoHash infoHash, ResumeData resume, Action recorded)
    {
        if (TryHear(infoHash, out _)) saver.Save(ResumeRecords.From(infoHash, resume), recorded);
    }

    public void Happened(TorrentNotice notice)
    {
        if (!TryHear(notice.InfoHash, out TorrentEntry entry)) return;
        string name = entry.Record.Name;
        switch (notice.Kind)
        {
            case TorrentNoticeKind.Finished:
                Tell(entry, JournalSeverity.Information, JournalKinds.TorrentFinished, $"{name} has finished.");
                break;
            case TorrentNoticeKind.Failed:
                Tell(entry, JournalSeverity.Error, JournalKinds.TorrentFailed, $"{name}: {notice.Text}");
                break;
            case TorrentNoticeKind.Recovered:
                Tell(entry, JournalSeverity.Information, JournalKinds.TorrentRecovered, $"{name}: {notice.Text}");
                break;
            case TorrentNoticeKind.RecheckFinished:
                Tell(entry, JournalSeverity.Information, JournalKinds.TorrentChecked, $"{name}: {notice.Text}");
                break;
            case TorrentNoticeKind.Moved:
                Tell(entry, JournalSeverity.Information, JournalKinds.TorrentMoved, $"{name}: {notice.Text}");
                break;
            case TorrentNoticeKind.PeerBanned:
                Tell(entry, JournalSeverity.Warning, JournalKinds.PeerBanned, $"{name}: {notice.Text}");
                break;
            case TorrentNoticeKind.MetadataReceived:
                _ = SaveMetainfoAsync(entry, notice.InfoDictionary);
                break;
            default:
                Tell(entry, JournalSeverity.Warning, JournalKinds.TorrentDamaged, $"{name}: {notice.Text}");
                break;
        }
    }

    private bool TryHear(InfoHash infoHash, out TorrentEntry entry) =>
        registry.TryGet(infoHash, out entry!) && entry.HearsEngine;

    private void Tell(TorrentEntry entry, JournalSeverity severity, string kind, string text) =>
        journal.Append(severity, kind, text, entry.InfoHash);

    private async Task SaveMetainfoAsync(TorrentEntry entry, ReadOnlyMemory<byte> infoDictionary)
    {
        await Task.Yield();
        if (!Metainfo.TryParseInfo(infoDictionary, out Metainfo? metainfo, out _)) return;
        metainfo = metainfo.WithSources(entry.Source.TrackerTiers, entry.Source.Magnet?.WebSeeds ?? []);
        byte[] file = metainfo.ToTorrentFile();
        for (bool isFirst = true; ; isFirst = false)
        {
            AppError? error = await entry.ChangeAsync(
                record => WithMetainfo(record, metainfo, entry.Source),
                store: record => StateChanges.SaveMetainfo(record, file));
            if (error is null) break;
            if (!string.Equals(error.Code, "state-not-saved", StringComparison.Ordinal)) return;
            if (isFirst) Tell(entry, JournalSeverity.Error, JournalKinds.TorrentFailed, error.Message);
            await Task.Delay(RetryPause, clock);
        }

        registry.FilesAdded(metainfo);
        WarnIfNothingIsWanted(entry);
    }

    /// <summary>What was decided of a magnet link applies to its files now.</summary>
    private static Result<TorrentRecord> WithMetainfo(TorrentRecord record, Metainfo metainfo, TorrentSource source)
    {
        bool isRenamed = !string.Equals(record.Name, source.Name, StringComparison.Ordinal);
        return record with
        {
            Name = isRenamed ? record.Name : metainfo.Name,
            Priorities = record.FileRules.Count == 0
                ? record.Priorities
                : FileRules.ToBytes(FileRules.ApplyLate(metainfo, FileRules.FromLines(record.FileRules))),
            FileRules = [],
        };
    }

    private void WarnIfNothingIsWanted(TorrentEntry entry)
    {
        TorrentRecord record = entry.Record;
        if (record.Priorities is null || Array.Exists(record.Priorities, one => one != (byte)FilePriority.Skip)) return;
        Tell(entry, JournalSeverity.Warning, JournalKinds.TorrentFinished,
            $"{record.Name}: the patterns that were given name none of its files, so all are skipped.");
    }
}
