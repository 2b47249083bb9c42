using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Takes torrents out of the engine, for good, and deletes their content if that is on record as wanted. Nobody waits
/// for it but a torrent that would use the same files. What a kill cuts off, or a disk that is away, the next start
/// does.
/// </summary>
internal sealed class ContentRemover(
    TorrentEngine engine, TorrentRegistry registry, ContentClaims claims, EventJournal journal)
{
    /// <summary>A torrent that was removed leaves the engine.</summary>
    /// <param name="entry">It is gone from the state already.</param>
    /// <param name="removal">Its content is deleted, as is stored already; null: the content stays.</param>
    public void Leave(TorrentEntry entry, RemovalRecord? removal)
    {
        bool isInEngine = entry.Handle is not null;
        if (!isInEngine && removal is null) return;
        ContentClaim? before = isInEngine ? null : claims.BlockerOf(entry.InfoHash, () => null);
        ContentPlace? place = removal is null ? null : new ContentPlaces().Of(removal, entry.Metainfo!);
        ContentClaim claim = claims.Take(entry.InfoHash, place);
        if (!isInEngine) _ = DeleteAsync(new Deletion(removal!, entry.Metainfo!, claim), before);
        else if (removal is null) _ = LeaveAsync(entry.InfoHash, claim);
        else _ = EndAsync(new Deletion(removal, entry.Metainfo!, claim));
    }

    /// <summary>
    /// Goes on with what an earlier run has left; call it when all torrents are known and none has entered the engine.
    /// </summary>
    public void CarryOn(RemovalRecord removal)
    {
        if (!ReadMetainfo(removal.InfoHash).TryGet(out Metainfo? metainfo, out AppError? lost))
        {
            _ = GiveUpAsync(removal, lost.Message);
            return;
        }

        // Had it only waited for the deletion, nothing would be on record of it.
        bool isInUse = registry.TryGet(removal.InfoHash, out TorrentEntry? again) && again.Resume is not null
            && string.Equals(again.Record.Destination, removal.Destination, StringComparison.Ordinal);
        if (isInUse)
        {
            _ = GiveUpAsync(removal, "it was added again and uses it.");
            return;
        }

        ContentClaim? before = claims.BlockerOf(removal.InfoHash, () => null);
        ContentClaim claim = claims.Take(removal.InfoHash, new ContentPlaces().Of(removal, metainfo));
        _ = DeleteAsync(new Deletion(removal, metainfo, claim) { IsCarriedOn = true }, before);
    }

    private async Task LeaveAsync(InfoHash infoHash, ContentClaim claim)
    {
        await engine.RemoveAsync(infoHash, deleteFiles: false);
        claim.Dispose();
    }

    /// <summary>Deletes the content of a torrent that the engine does not have.</summary>
    private async Task DeleteAsync(Deletion deletion, ContentClaim? before)
    {
        RemovalRecord removal = deletion.Removal;
        if (before is not null) await before.Ended;

        // Without its disk the directory may be there all the same: empty, which would pass for deleted.
        if (MountTable.Read().MountPointOf(removal.Destination).Length < removal.Volume.Length)
        {
            await SettleAsync(deletion, new StorageError(
                StorageErrorKind.Missing, "delete", removal.Destination, $"no disk is mounted on {removal.Volume}"));
            return;
        }

        var spec = new TorrentSpec
        {
            InfoHash = removal.InfoHash,
            Metainfo = deletion.Metainfo,
            Destination = removal.Destination,
            Move = removal.Move,
            PartSuffix = removal.PartSuffix,
            Running = false,
        };
        while (!engine.TryAdd(spec, out _)) await engine.RemoveAsync(removal.InfoHash, deleteFiles: false);
        await EndAsync(deletion);
    }

    private async Task EndAsync(Deletion deletion)
    {
        StorageError? error = await engine.RemoveAsync(
            deletion.Removal.InfoHash, deleteFiles: true, () => deletion.FindShared(registry));
        await SettleAsync(deletion, error);
    }

    // The record goes before anybody else may use the files: what they write is not to be deleted by the next start.
    private async Task SettleAsync(Deletion deletion, StorageError? error)
    {
        RemovalRecord removal = deletion.Removal;
        if (error is null)
        {
            foreach (string text in deletion.Report()) Tell(JournalSeverity.Warning, removal, text);
            AppError? notStored = await ForgetAsync(removal);
            if (notStored is not null) Tell(JournalSeverity.Warning, removal, $"is deleted, but: {notStored.Message}");
            else if (deletion.IsCarriedOn) Tell(JournalSeverity.Information, removal, "is deleted.");
        }
        else if (error.Kind != StorageErrorKind.Cancelled)
        {
            Warn(removal, $"{error}. It is tried again at the next start.");
        }

        deletion.Claim.Dispose();
    }

    private async Task GiveUpAsync(RemovalRecord removal, string why)
    {
        Warn(removal, why);
        if (await ForgetAsync(removal) is { } notStored) Warn(removal, notStored.Message);
    }

    private Task<AppError?> ForgetAsync(RemovalRecord removal) =>
        registry.Database.CommitAsync(StateChanges.EndRemoval(removal.InfoHash, removal.Destination));

    private Result<Metainfo> ReadMetainfo(InfoHash infoHash)
    {
        if (!registry.Database.Files.ReadDeleting(infoHash).TryGet(out byte[]? file, out AppError? lost)) return lost;
        if (!TorrentSource.OfFile(file).TryGet(out TorrentSource? source, out AppError? damage)) return damage;
        return source.InfoHash == infoHash
            ? source.Metainfo!
            : new AppError("metainfo-lost", "Its stored metainfo is damaged: its info-hash differs.");
    }

    private void Warn(RemovalRecord removal, string why) =>
        Tell(JournalSeverity.Warning, removal, $"was not deleted: {why}");

    private void Tell(JournalSeverity severity, RemovalRecord removal, string what) => journal.Append(
        severity, JournalKinds.TorrentRemoved, $"The content of {removal.Name} in {removal.Destination} {what}",
        removal.InfoHash);
}
