using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Deletes a torrent's files, if that is wanted, and ends its loop.</summary>
internal static class ContentRemoval
{
    /// <param name="loop">The torrent.</param>
    /// <param name="kept">
    /// Asked for the files that stay when deleting begins, on a thread of the volume; null: nothing is deleted.
    /// </param>
    /// <param name="done">Told why files could not be deleted; null: they were.</param>
    /// <param name="now">The time.</param>
    public static void Begin(
        TorrentLoop loop, Func<IReadOnlySet<int>>? kept, Action<StorageError?> done, MonotonicTime now)
    {
        TorrentContent? content = kept is not null ? loop.UseContent() : loop.Content;
        bool isTorn = kept is not null && loop.Options.Move is not null;
        if (content is null || kept is null || isTorn)
        {
            // Where the files of a torn move are is not known. The error that tells why is there already.
            StorageError? torn = isTorn ? loop.Life.Error ?? TorrentContent.Abandoned : null;
            if (kept is not null) loop.Deletion = torn;
            End(loop, content, torn, done);
            return;
        }

        loop.Life.Busy(TorrentPhase.Moving);
        loop.Publish(now, force: true);
        bool mustProve = !loop.OwnsFiles;
        var job = new ActionJob(
            () => DeleteOwn(content, kept(), mustProve),
            (error, _) =>
            {
                loop.Deletion = error;
                End(loop, content, error, done);
            });
        if (mustProve) content.RunAside(job);
        else content.Run(job);
    }

    private static StorageError? DeleteOwn(TorrentContent content, IReadOnlySet<int> kept, bool mustProve)
    {
        StorageError? unproven = Ownership.Find(content, mustProve, CancellationToken.None, out Ownership found);
        if (unproven is not null) return unproven;
        int[] others = [.. found.Others.Except(kept)];
        return content.Storage.DeleteFiles(kept.Union(others).ToHashSet())
            ?? Ownership.Tell("delete", others, content.FullPathOf);
    }

    private static void End(TorrentLoop loop, TorrentContent? content, StorageError? error, Action<StorageError?> done)
    {
        content?.Storage.Dispose();
        loop.Mailbox.Complete();
        loop.Life.Remove();
        done(error);
    }
}
