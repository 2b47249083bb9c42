using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// Makes pieces durable: only after this may they be recorded as verified. Files that became whole get their final name.
/// </summary>
internal sealed class FlushJob(TorrentContent content, IReadOnlyList<int> pieces, IReadOnlyList<int> files) : ContentJob
{
    private StorageError? _error;

    public override void Complete(TorrentLoop loop, MonotonicTime now) =>
        content.Flushed(loop, pieces, IsAbandoned ? TorrentContent.Abandoned : _error, now);

    protected override void Work()
    {
        _error = content.Storage.Flush();
        foreach (int file in files) _error ??= content.Storage.FileCompleted(file);
        long minimum = content.Services.Settings.MinFreeSpace;
        if (_error is null && minimum > 0 && !content.IsFinished) _error = FreeRoom.Check(content.Storage.Root, minimum);
    }
}
