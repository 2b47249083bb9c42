using System.Collections.ObjectModel;
using GSTorrent.Application.Queueing;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>Brings torrents into the engine.</summary>
internal sealed class EngineDoor(
    TorrentEngine engine, TorrentQueue queue, ContentClaims claims, MoveRecorder recorder)
{
    /// <summary>
    /// Gives the engine a torrent. If one of that info-hash is still on its way out, or its files are just being
    /// deleted or moved for another one, it follows as soon as that is over.
    /// </summary>
    /// <param name="entry">The torrent.</param>
    /// <param name="then">What the engine is told as soon as it has the torrent.</param>
    public void Enter(TorrentEntry entry, Action<TorrentHandle>? then = null)
    {
        TorrentSource source = entry.Source;
        if (source.Trouble is not null || entry.Record.Destination.Length == 0 || entry.IsGone) return;
        ContentClaim? blocker = claims.BlockerOf(entry.InfoHash, () => new UsedFilesFinder().Of(entry));
        if (blocker is null)
        {
            EnterNow(entry, then);
            return;
        }

        blocker.GiveWay?.Invoke();
        _ = EnterAfterAsync(blocker.Ended, entry, then);
    }

    private async Task EnterAfterAsync(Task blocker, TorrentEntry entry, Action<TorrentHandle>? then)
    {
        await blocker;
        Enter(entry, then);
    }

    private void EnterNow(TorrentEntry entry, Action<TorrentHandle>? then)
    {
        TorrentSpec spec = SpecOf(entry) with { Running = queue.Admit(entry) };
        if (entry.TryEnter(engine, spec) is not { } handle) return;
        if (handle.CarriedOnMove is { } move && entry.TryBeginMove()) Follow(entry, move);
        PeerAddresses.HandOver(entry.Record.Peers, handle.AddPeers);
        then?.Invoke(handle);
    }

    private void Follow(TorrentEntry entry, Task<MoveResult> move)
    {
        ContentClaim claim = claims.Take(entry.InfoHash, new UsedFilesFinder().Of(entry));
        _ = recorder.FollowAsync(entry, move, claim);
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
            Move = record.Wishes.Move,
            TrackerTiers = TorrentDetails.TiersOf(entry),
            FirstLastFirst = record.Wishes.FirstLastFirst,
            SuperSeeding = record.Wishes.SuperSeeding,
            MaxConnections = record.Wishes.MaxConnections,
            UploadSlots = record.Wishes.UploadSlots,
            Paths = record.Wishes.Paths ?? ReadOnlyDictionary<int, string>.Empty,
            FormerPaths = record.Wishes.FormerPaths ?? ReadOnlyDictionary<int, string>.Empty,
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
}
