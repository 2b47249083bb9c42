using System.Text;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Torrents;

/// <summary>Takes up the torrents of the last run. One that is damaged says so and stops nothing else.</summary>
internal sealed class TorrentLoader(
    TorrentRegistry registry, EngineDoor door, ContentRemover remover, EventJournal journal)
{
    /// <summary>
    /// Reads all metainfo, on all cores, and gives the torrents to the engine by their numbers. Removals and moves that
    /// were cut off come first: whoever would use the same files has to see them.
    /// </summary>
    public void Load(LoadedState state)
    {
        IReadOnlyList<StoredTorrent> torrents = state.Torrents;
        var sources = new TorrentSource[torrents.Count];
        Parallel.For(0, torrents.Count, i => sources[i] = Read(torrents[i].Torrent));
        var entries = new TorrentEntry[torrents.Count];
        for (int i = 0; i < torrents.Count; i++)
        {
            entries[i] = registry.Create(torrents[i].Torrent, sources[i]);
            entries[i].Resume = ResumeRecords.ToEngine(torrents[i].Resume);
            registry.Add(entries[i]);
        }

        foreach (RemovalRecord removal in state.Removals) remover.CarryOn(removal);
        foreach (TorrentEntry entry in entries.OrderBy(entry => entry.Record.Wishes.Move is null)) Enter(entry);
    }

    private void Enter(TorrentEntry entry)
    {
        bool isRenaming = entry.Record.Wishes.FormerPaths is not null;
        door.Enter(entry, isRenaming ? handle => _ = TorrentRenamer.ResumeAsync(entry) : null);
        _ = entry.Row;
        if (entry.Source.Trouble is not { } trouble) return;
        string text = $"{entry.Record.Name}: {trouble}";
        journal.Append(JournalSeverity.Error, JournalKinds.TorrentFailed, text, entry.InfoHash);
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
