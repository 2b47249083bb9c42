using System.Collections.Concurrent;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Queueing;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>Brings torrents into the engine and out of it.</summary>
internal sealed class EngineDoor(TorrentEngine engine, TorrentQueue queue, EventJournal journal)
{
    private static readonly Dictionary<int, string> NoPaths = [];
    private readonly ConcurrentDictionary<InfoHash, Task> _leaving = [];

    /// <summary>
    /// Gives the engine a torrent. If one of that info-hash is still on its way out, it follows as soon as that is
    /// gone.
    /// </summary>
    /// <param name="entry">The torrent.</param>
    /// <param name="then">What the engine is told as soon as it has the torrent.</param>
    public void Enter(TorrentEntry entry, Action<TorrentHandle>? then = null)
    {
        TorrentSource source = entry.Source;
        if (source.Trouble is not null || entry.Record.Destination.Length == 0 || entry.IsGone) return;
        if (_leaving.TryGetValue(entry.InfoHash, out Task? leaving)) _ = EnterAfterAsync(leaving, entry, then);
        else EnterNow(entry, then);
    }

    /// <summary>Takes a torrent out, for good. Its rest and its files go on without anybody waiting.</summary>
    public void Leave(TorrentEntry entry, bool deleteFiles)
    {
        string name = entry.Record.Name;
        if (entry.Handle is not null)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _leaving[entry.InfoHash] = done.Task;
            _ = LeaveAsync(entry.InfoHash, name, deleteFiles, done);
        }
        else if (deleteFiles)
        {
            Warn(entry.InfoHash, $"The content of {name} was not deleted: its metainfo is not known.");
        }
    }

    private async Task EnterAfterAsync(Task leaving, TorrentEntry entry, Action<TorrentHandle>? then)
    {
        await leaving;
        Enter(entry, then);
    }

    private void EnterNow(TorrentEntry entry, Action<TorrentHandle>? then)
    {
        // From here on the engine may talk about it, on other threads.
        entry.HearsEngine = true;
        engine.TryAdd(SpecOf(entry) with { Running = queue.Admit(entry) }, out TorrentHandle handle);
        entry.Attach(handle);

        // Whoever removed it in the meantime did not find it in the engine.
        if (entry.IsGone) Leave(entry, deleteFiles: false);
        PeerAddresses.HandOver(entry.Record.Peers, handle.AddPeers);
        then?.Invoke(handle);
    }

    private static TorrentSpec SpecOf(TorrentEntry entry)
    {
        var record = entry.Record;
        return new TorrentSpec
        {
            InfoHash = record.InfoHash,
            Metainfo = entry.Source.Metainfo,
            DisplayName = record.Name,
            Destination = record.Destination,
            TrackerTiers = TorrentDetails.TiersOf(entry),
            FirstLastFirst = record.Wishes.FirstLastFirst,
            SuperSeeding = record.Wishes.SuperSeeding,
            MaxConnections = record.Wishes.MaxConnections,
            UploadSlots = record.Wishes.UploadSlots,
            Paths = record.Wishes.Paths ?? NoPaths,
            FormerPaths = record.Wishes.FormerPaths ?? NoPaths,
            Priorities = FileRules.FromBytes(record.Priorities),
            Choose = entry.Source.Metainfo is null ? metainfo => Choose(entry, metainfo) : null,
            Sequential = record.Sequential,
            DownloadLimit = record.DownloadLimit,
            UploadLimit = record.UploadLimit,
            Resume = entry.Resume,
        };
    }

    private static Swarm.FilePriority[] Choose(TorrentEntry entry, Metainfo metainfo)
    {
        IReadOnlyList<string> lines = entry.Record.FileRules;
        return lines.Count == 0 ? [] : FileRules.ApplyLate(metainfo, FileRules.FromLines(lines));
    }

    private async Task LeaveAsync(InfoHash infoHash, string name, bool deleteFiles, TaskCompletionSource done)
    {
        StorageError? error = await engine.RemoveAsync(infoHash, deleteFiles);
        _leaving.TryRemove(infoHash, out _);
        done.SetResult();
        if (error is not null) Warn(infoHash, $"The content of {name} was not deleted: {error}");
    }

    private void Warn(InfoHash infoHash, string text) =>
        journal.Append(JournalSeverity.Warning, JournalKinds.TorrentRemoved, text, infoHash);
}
