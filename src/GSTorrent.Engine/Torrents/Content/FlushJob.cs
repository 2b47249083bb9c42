using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// Makes pieces durable: only after this may they be recorded as verified. Files that became whole get their final
/// name, and are looked at: nobody here writes to them any more.
/// </summary>
internal sealed class FlushJob(TorrentContent content, IReadOnlyList<int> pieces, IReadOnlyList<int> files) : ContentJob
{
    private readonly Dictionary<int, FileStamp> _stamps = [];
    private bool _isFlushed;

    public override void Complete(TorrentLoop loop, MonotonicTime now) =>
        content.Flushed(loop, _isFlushed ? pieces : [], _stamps, Error, now);

    protected override StorageError? Work()
    {
        StorageError? error = content.Storage.Flush();
        _isFlushed = error is null;
        // What fails from here on pauses the torrent as well, but the pieces are safe.
        error ??= content.Complete(files) ?? TakeStamps();
        long minimum = content.Services.Settings.MinFreeSpace;
        return error is null && minimum > 0 && !content.IsFinished
            ? FreeRoom.Check(content.Storage.Root, minimum)
            : error;
    }

    private StorageError? TakeStamps()
    {
        StorageError? error = content.Storage.Check(files, out FileStamp[] stamps);
        for (int i = 0; error is null && i < files.Count; i++) _stamps[files[i]] = stamps[i];
        return error;
    }
}
