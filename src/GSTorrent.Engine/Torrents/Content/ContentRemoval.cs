using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>Deletes a torrent's files, if that is wanted, and ends its loop.</summary>
internal static class ContentRemoval
{
    public static void Begin(TorrentLoop loop, bool deleteFiles, Action<StorageError?> done, MonotonicTime now)
    {
        TorrentContent? content = deleteFiles ? loop.UseContent() : loop.Content;
        if (content is null || !deleteFiles)
        {
            End(loop, content, null, done);
            return;
        }

        loop.Life.Busy(TorrentPhase.Moving);
        loop.Publish(now, force: true);
        content.Run(new ActionJob(content.Storage.DeleteFiles, (error, _) => End(loop, content, error, done)));
    }

    private static void End(TorrentLoop loop, TorrentContent? content, StorageError? error, Action<StorageError?> done)
    {
        content?.Storage.Dispose();
        loop.Mailbox.Complete();
        loop.Life.Remove();
        done(error);
    }
}
