using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Looks at the files of a torrent before it runs: are they there, as they were left, and is there room?</summary>
internal sealed class OpenJob(TorrentContent content, StorageError? lastError) : ContentJob
{
    /// <summary>After a full disk so much must be free before it is worth another try.</summary>
    private const long RoomAfterFull = 32L * 1024 * 1024;

    private StorageError? _error;
    private FileStamp[] _stamps = [];

    public override void Complete(TorrentLoop loop, MonotonicTime now) => loop.Life.Opened(_error, _stamps, now);

    protected override void Work()
    {
        _error = CheckRoom() ?? TryWriting()
            ?? content.Storage.SetWanted(content.WantedFiles)
            ?? content.Storage.Check(out _stamps);
    }

    private StorageError? CheckRoom()
    {
        long needed = content.Services.Settings.MinFreeSpace;
        if (lastError?.Kind == StorageErrorKind.DiskFull) needed += RoomAfterFull;
        return needed == 0 ? null : FreeRoom.Check(content.Storage.Root, needed);
    }

    // A disk that refused a write may still refuse it: ask before blocks are downloaded in vain.
    private StorageError? TryWriting()
    {
        if (lastError is null || lastError.Kind is StorageErrorKind.Missing or StorageErrorKind.PathEscape) return null;
        string probe = Path.Combine(content.Storage.Root, $".{content.Metainfo.InfoHash}.probe");
        try
        {
            File.WriteAllBytes(probe, new byte[64 * 1024]);
            File.Delete(probe);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return lastError with { Message = $"{lastError.Message} (a test write: {exception.Message})" };
        }
    }
}
