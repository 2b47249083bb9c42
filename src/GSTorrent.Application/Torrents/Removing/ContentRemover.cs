using System.Collections.ObjectModel;
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
    TorrentEngine engine, TorrentRegistry registry, SharedFiles shared, ContentClaims claims, EventJournal journal)
{
    /// <summary>A torrent that was removed leaves the engine.</summary>
    /// <param name="entry">It is gone from the state already.</param>
    /// <param name="removal">Its content is deleted, as is stored already; null: the content stays.</param>
    public void Leave(TorrentEntry entry, RemovalRecord? removal)
    {
        TorrentHandle? handle = entry.Handle;
        if (handle is null && removal is null) return;
        UsedFiles? files = removal is null ? null : new UsedFilesFinder().Of(removal, entry.Metainfo!);
        ContentClaim claim = claims.Take(entry.InfoHash, files);
        if (removal is null) _ = LeaveAsync(handle!, claim);
        else _ = DeleteAsync(new Deletion(removal, entry.Metainfo!, claim), handle);
    }

    /// <summary>
    /// Goes on with what an earlier run has left; call it when all torrents are known and none has entered the engine.
    /// </summary>
    public void CarryOn(RemovalRecord removal)
    {
        if (!ReadMetainfo(removal.InfoHash).TryGet(out Metainfo? metainfo, out AppError? lost))
        {
            // It stays on record: as long as it does, the server owes the deletion, and says so.
            TellKept(
                JournalSeverity.Error, removal, $"was not deleted: which files it has is not known, as {lost.Message} "
                + "To end this, add the torrent again to that directory, and remove it with its content.");
            return;
        }

        // Had it only waited for the deletion, nothing would be on record of it.
        bool isInUse = registry.TryGet(removal.InfoHash, out TorrentEntry? again) && again.Resume is not null
            && string.Equals(again.Record.Destination, removal.Destination, StringComparison.Ordinal);
        if (isInUse)
        {
            _ = GiveUpAsync(removal);
            return;
        }

        ContentClaim claim = claims.Take(removal.InfoHash, new UsedFilesFinder().Of(removal, metainfo));
        _ = DeleteAsync(new Deletion(removal, metainfo, claim) { IsCarriedOn = true }, handle: null);
    }

    private async Task LeaveAsync(TorrentHandle handle, ContentClaim claim)
    {
        await engine.RemoveAsync(handle, deleteFiles: false);
        claim.Dispose();
    }

    // One that is in the engine deletes its own content. If it was about to leave the engine for another reason, or
    // never came in, it is given to the engine for that: one run after the other.
    private async Task DeleteAsync(Deletion deletion, TorrentHandle? handle)
    {
        StorageError? error = handle is null ? TorrentEngine.RemovedBefore : await DeleteAsync(handle, deletion);
        if (error == TorrentEngine.RemovedBefore)
        {
            await deletion.Claim.Before;
            error = await DeleteAsync(await EnterAsync(deletion), deletion);
        }

        await SettleAsync(deletion, error);
    }

    private async Task<TorrentHandle> EnterAsync(Deletion deletion)
    {
        RemovalRecord removal = deletion.Removal;
        var spec = new TorrentSpec
        {
            InfoHash = removal.InfoHash,
            Metainfo = deletion.Metainfo,
            Destination = removal.Destination,
            Move = removal.Wishes.Move,
            Paths = removal.Wishes.Paths ?? ReadOnlyDictionary<int, string>.Empty,
            FormerPaths = removal.Wishes.FormerPaths ?? ReadOnlyDictionary<int, string>.Empty,
            PartSuffix = removal.PartSuffix,
            Running = false,
            OwnsContent = !removal.IsUnproven,
        };
        TorrentHandle handle;
        while (!engine.TryAdd(spec, out handle)) await engine.RemoveAsync(handle, deleteFiles: false);
        return handle;
    }

    private async Task<StorageError?> DeleteAsync(TorrentHandle handle, Deletion deletion)
    {
        RemovalRecord removal = deletion.Removal;

        // Without its disk the directory may be there all the same: empty, which would pass for deleted.
        StorageError? away = MountTable.Read().CheckMount(removal.Destination, removal.MountPoint, "delete");
        StorageError? error = await engine.RemoveAsync(
            handle, deleteFiles: away is null, () => deletion.FindShared(shared));
        return away ?? error;
    }

    // The record goes before anybody else may use the files: what they write is not to be deleted by the next start.
    private async Task SettleAsync(Deletion deletion, StorageError? error)
    {
        RemovalRecord removal = deletion.Removal;
        if (error is null)
        {
            string? stay = deletion.Report();
            if (stay is not null) Tell(JournalSeverity.Warning, JournalKinds.ContentShared, removal, stay);
            AppError? notStored = await ForgetAsync(removal);
            JournalSeverity severity = notStored is null ? JournalSeverity.Information : JournalSeverity.Error;
            string rest = notStored is not null
                ? $"is deleted, but: {notStored.Message}"
                : stay is not null ? "is deleted, but for the files that others use." : "is deleted.";
            Tell(severity, JournalKinds.ContentDeleted, removal, rest);
        }
        else if (error.Kind == StorageErrorKind.AlreadyExists)
        {
            AppError? notStored = await ForgetAsync(removal);
            TellKept(JournalSeverity.Warning, removal,
                $"was not deleted: {error.Message}.{(notStored is null ? "" : $" {notStored}")}");
        }
        else if (error.Kind != StorageErrorKind.Cancelled)
        {
            string text = $"was not deleted: {error}. It is tried again at the next start.";
            TellKept(JournalSeverity.Error, removal, text);
        }

        deletion.Claim.Dispose();
    }

    private async Task GiveUpAsync(RemovalRecord removal)
    {
        AppError? notStored = await ForgetAsync(removal);
        TellKept(JournalSeverity.Warning, removal,
            $"is not deleted: the torrent was added again and uses it.{(notStored is null ? "" : $" {notStored}")}");
    }

    private Task<AppError?> ForgetAsync(RemovalRecord removal) =>
        registry.Database.CommitAsync(StateChanges.EndRemoval(removal.InfoHash, removal.Destination));

    private Result<Metainfo> ReadMetainfo(InfoHash infoHash)
    {
        if (!registry.Database.Files.ReadDeleting(infoHash).TryGet(out byte[]? file, out AppError? lost)) return lost;
        string path = registry.Database.Files.DeletingPathOf(infoHash);
        if (!TorrentSource.OfFile(file).TryGet(out TorrentSource? source, out AppError? damage))
            return new AppError("metainfo-lost", $"{path} is damaged: {damage.Message}");
        return source.InfoHash == infoHash
            ? source.Metainfo!
            : new AppError("metainfo-lost", $"{path} is damaged: its info-hash differs.");
    }

    private void TellKept(JournalSeverity severity, RemovalRecord removal, string what) =>
        Tell(severity, JournalKinds.ContentKept, removal, what);

    private void Tell(JournalSeverity severity, string kind, RemovalRecord removal, string what) => journal.Append(
        severity, kind, $"The content of {removal.Name} in {removal.Destination} {what}",
        removal.InfoHash);
}
