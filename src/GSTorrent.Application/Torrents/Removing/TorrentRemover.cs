using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Settings;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>Forgets torrents. That their content is to be deleted is stored with that, in one transaction.</summary>
internal sealed class TorrentRemover(
    TorrentRegistry registry,
    ContentRemover content,
    ResumeSaver saver,
    EventJournal journal,
    Func<SettingsSnapshot> settings)
{
    /// <summary>Null: it is durable. Content is deleted after that.</summary>
    public async Task<AppError?> RemoveAsync(TorrentEntry entry, bool deleteData)
    {
        RemovalRecord? removal = null;
        AppError? error = await entry.RemoveAsync(record =>
        {
            removal = deleteData ? RemovalOf(entry, record) : null;
            return removal is null
                ? StateChanges.RemoveTorrent(record.InfoHash, record.Destination)
                : StateChanges.RemoveWithContent(removal, UnstoredMetainfo(entry));
        });
        if (error is not null) return error;
        saver.Forget(entry.InfoHash);
        content.Leave(entry, removal);
        registry.Remove(entry);
        string name = entry.Record.Name;
        journal.Append(
            JournalSeverity.Information, JournalKinds.TorrentRemoved,
            $"{name} was removed{(removal is null ? "" : "; its content is being deleted")}.", entry.InfoHash);
        if (deleteData && removal is null) TellOfNoContent(entry);
        return null;
    }

    private void TellOfNoContent(TorrentEntry entry)
    {
        string name = entry.Record.Name;
        if (entry.Source.Trouble is not null || entry.Record.Destination.Length == 0)
        {
            journal.Append(
                JournalSeverity.Warning, JournalKinds.ContentKept,
                $"The content of {name} was not deleted: its metainfo, or where it lay, was lost.", entry.InfoHash);
            return;
        }

        journal.Append(
            JournalSeverity.Information, JournalKinds.ContentDeleted, $"{name} had no content yet.", entry.InfoHash);
    }

    // Null: there can be no content.
    private RemovalRecord? RemovalOf(TorrentEntry entry, TorrentRecord record) =>
        entry.Metainfo is null || record.Destination.Length == 0 ? null : new RemovalRecord
        {
            InfoHash = record.InfoHash,
            Name = record.Name,
            Destination = record.Destination,
            MountPoint =
                entry.Handle?.Snapshot.MountPoint ?? MountTable.Read().MountPointOf(record.Destination),
            PartSuffix = settings().IsOn(StorageSettings.PartSuffix),
            IsUnproven = !entry.HasBegun,
            Wishes = record.Wishes,
        };

    // Of a magnet link, the link may be all that is stored.
    private static ReadOnlyMemory<byte> UnstoredMetainfo(TorrentEntry entry) =>
        entry.Source.Magnet is null ? default : entry.Metainfo!.ToTorrentFile();
}
