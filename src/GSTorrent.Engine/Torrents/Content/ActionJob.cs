using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Rare work: moving, deleting, choosing files.</summary>
internal sealed class ActionJob(
    Func<StorageError?> work, Action<StorageError?, MonotonicTime> complete) : ContentJob
{
    private StorageError? _error;

    public override void Complete(TorrentLoop loop, MonotonicTime now) =>
        complete(IsAbandoned ? TorrentContent.Abandoned : _error, now);

    protected override void Work() => _error = work();
}
