using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>Brings torrents into the engine.</summary>
internal sealed class EngineDoor(
    TorrentEngine engine, ContentClaims claims, ContentRemover remover, MoveRecorder recorder)
{
    /// <summary>
    /// Gives the engine a torrent. If one of that info-hash is still on its way out, or its files are just being
    /// deleted or moved for another one, it follows as soon as that is over.
    /// </summary>
    public void Enter(TorrentEntry entry)
    {
        TorrentSource source = entry.Source;
        if (source.Trouble is not null || entry.Record.Destination.Length == 0 || entry.IsGone) return;
        ContentClaim? blocker = claims.BlockerOf(entry.InfoHash, () => new ContentPlaces().Of(entry));
        if (blocker is null) EnterNow(entry);
        else _ = EnterAfterAsync(blocker.Ended, entry);
    }

    private async Task EnterAfterAsync(Task blocker, TorrentEntry entry)
    {
        await blocker;
        Enter(entry);
    }

    private void EnterNow(TorrentEntry entry)
    {
        // From here on the engine may talk about it, on other threads.
        entry.HearsEngine = true;
        engine.TryAdd(SpecOf(entry), out TorrentHandle handle);
        entry.Attach(handle);
        if (handle.CarriedOnMove is { } move && entry.TryBeginMove()) Follow(entry, move);

        // Whoever removed it in the meantime did not find it in the engine.
        if (entry.IsGone) remover.Leave(entry, removal: null);
        PeerAddresses.HandOver(entry.Record.Peers, handle.AddPeers);
    }

    private void Follow(TorrentEntry entry, Task<MoveResult> move)
    {
        ContentClaim claim = claims.Take(entry.InfoHash, new ContentPlaces().Of(entry));
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
            Move = record.Move,
            Running = record.Running,
            TrackerTiers = entry.Source.TrackerTiers,
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
