using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;
using GSTorrent.Swarm;

namespace GSTorrent.Engine;

/// <summary>Other files are wanted: bytes on disk move where they belong, then the swarm learns of it.</summary>
internal static class ContentChoice
{
    public static void Apply(TorrentLoop loop, IReadOnlyList<FilePriority> priorities, MonotonicTime now)
    {
        loop.Options.Priorities = priorities;
        if (loop.Content is { } content)
        {
            content.WantedFiles = PiecePriorities.Wanted(content.Metainfo.Files, priorities);
            // In all other phases the files are busy or at rest: the next start applies the choice.
            if (loop.Life.Phase is TorrentPhase.Running or TorrentPhase.Opening)
            {
                content.Run(new ActionJob(
                    () => content.Storage.SetWanted(content.WantedFiles), (error, then) => Applied(loop, error, then)));
            }
        }

        loop.Publish(now, force: true);
    }

    private static void Applied(TorrentLoop loop, StorageError? error, MonotonicTime now)
    {
        if (error is not null)
        {
            loop.Life.Fail(error, now);
            return;
        }

        SwarmChoices.ApplyPriorities(loop, now);
        loop.Content!.IsFinished = loop.Swarm.IsFinished;
        if (loop.TakesPeers) loop.Peers.RetryAll(now);
        loop.Publish(now, force: true);
    }
}
