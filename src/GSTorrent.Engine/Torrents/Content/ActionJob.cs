using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Rare work: moving, deleting, choosing files.</summary>
internal sealed class ActionJob(
    Func<StorageError?> work, Action<StorageError?, MonotonicTime> complete) : ContentJob
{
    public override void Complete(TorrentLoop loop, MonotonicTime now) => complete(Error, now);

    protected override StorageError? Work() => work();
}
