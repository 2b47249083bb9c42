using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// Looks at the files of a torrent before it runs: are they there, as they were left, and is there room?
/// </summary>
/// <param name="content">The files.</param>
/// <param name="lastError">What paused the torrent, if this is another try.</param>
/// <param name="hasRecord">
/// Are there pieces on record? Then their files prove that the disk is back, whatever its number is by now.
/// </param>
/// <param name="bytesLeft">Wanted bytes that are not verified.</param>
internal sealed class OpenJob(TorrentContent content, StorageError? lastError, bool hasRecord, long bytesLeft)
    : ContentJob
{
    /// <summary>After a full disk so much must be free before it is worth another try, if so much is missing.</summary>
    private const long RoomAfterFull = 32L * 1024 * 1024;

    private FileStamp[] _stamps = [];
    private IReadOnlyList<int> _strangers = [];

    public override void Complete(TorrentLoop loop, MonotonicTime now) =>
        loop.Life.Opened(Error, _stamps, _strangers, now);

    protected override StorageError? Work()
    {
        // Handles of a disk that was away point nowhere. Without pieces and without a mount on record nothing would
        // tell an empty directory from the right one, so there the root must be the very directory that it was.
        bool canTell = hasRecord || content.Storage.MountPoint is { Length: > 1 };
        bool isReplaced = lastError is { Kind: StorageErrorKind.Replaced };
        if (isReplaced || (lastError is not null && canTell)) content.LookAnew();
        return content.Storage.CheckRoot() ?? CheckRoom() ?? TryWriting()
            ?? content.Storage.SetWanted(content.WantedFiles)
            ?? content.Storage.Check(out _stamps) ?? content.Storage.FindStrangers(out _strangers);
    }

    private StorageError? CheckRoom()
    {
        long minimum = bytesLeft > 0 ? content.Services.Settings.MinFreeSpace : 0;
        bool wasFull = lastError?.Kind == StorageErrorKind.DiskFull;
        long needed = minimum + (wasFull ? Math.Min(RoomAfterFull, bytesLeft) : 0);
        if (needed == 0 || FreeRoom.Check(content.Storage.Root, needed) is not { } error) return null;
        return wasFull && error.Kind == StorageErrorKind.DiskFull ? lastError! with { Message = error.Message } : error;
    }

    // A disk that refused a write may still refuse it: ask before blocks are downloaded in vain. Who only seeds needs
    // no disk that can be written.
    private StorageError? TryWriting()
    {
        bool wasWriting = lastError?.Kind is StorageErrorKind.ReadOnly or StorageErrorKind.DiskFull
            or StorageErrorKind.PermissionDenied or StorageErrorKind.IoError;
        if (!wasWriting || bytesLeft == 0) return null;
        string probe = Path.Combine(content.Storage.Root, $".{content.Metainfo.InfoHash}.probe");
        try
        {
            // A new file in any case: what is there under this name, link or file, is not ours.
            using (var file = new FileStream(probe, FileMode.CreateNew)) file.Write(new byte[64 * 1024]);
            File.Delete(probe);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(probe);
            return lastError;
        }
    }

    // A write that found no room has left an empty file behind.
    private static void TryDelete(string probe)
    {
        try
        {
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The disk refuses everything: then there is nothing to delete either.
        }
    }
}
