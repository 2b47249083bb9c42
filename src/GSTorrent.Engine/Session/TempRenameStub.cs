using GSTorrent.Storage;

namespace GSTorrent.Engine;

public static class TempRenameStub
{
    public static Task<StorageError?> RenameFilesAsync(
        this TorrentHandle handle, IReadOnlyDictionary<int, string> newPaths) => Task.FromResult<StorageError?>(null);
}
