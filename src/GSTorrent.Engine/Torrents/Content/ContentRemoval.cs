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
        bool mustProve = !loop.Options.OwnsContent && !loop.Record.HasBegun;
        var job = new ActionJob(
            () => mustProve ? DeleteProven(content, kept()) : content.Storage.DeleteFiles(kept()),
            (error, _) =>
            {
                loop.Deletion = error;
                End(loop, content, error, done);
            });
        if (mustProve) content.RunAside(job);
        else content.Run(job);
    }

    // A torrent that never began has written nothing: a file is its own only if it holds a piece of it.
    private static StorageError? DeleteProven(TorrentContent content, IReadOnlySet<int> kept)
    {
        StorageError? error = content.Storage.Check(out FileStamp[] stamps);
        if (error is not null || !Array.Exists(stamps, stamp => stamp.Exists))
            return error ?? content.Storage.DeleteFiles(kept);
        RecheckResult result = new Rechecker().Recheck(content.Storage, content.Metainfo.PieceHashes);
        if (result.Error is not null) return result.Error;
        var proof = new FileProof(content.Metainfo, result.Verified);
        int[] foreign =
        [
            .. content.Metainfo.Files.Where(file => !file.IsPadding && stamps[file.Index].Length > 0
                && !kept.Contains(file.Index)
                && (stamps[file.Index].Length > file.Length || !proof.IsProven(file))).Select(file => file.Index),
        ];
        error = content.Storage.DeleteFiles(kept.Union(foreign).ToHashSet());
        if (error is not null || foreign.Length == 0) return error;
        return new StorageError(
            StorageErrorKind.AlreadyExists, "delete", content.FullPathOf(foreign[0]),
            "files there hold nothing of the torrent, which never wrote to them, or more than it; "
            + $"{foreign.Length} stay");
    }

    private static void End(TorrentLoop loop, TorrentContent? content, StorageError? error, Action<StorageError?> done)
    {
        content?.Storage.Dispose();
        loop.Mailbox.Complete();
        loop.Life.Remove();
        done(error);
    }
}
