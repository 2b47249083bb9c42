using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// Gives files other paths. While the torrent runs this happens between two reads or writes; else once it is at rest.
/// </summary>
internal static class ContentRename
{
    public static void Apply(
        TorrentLoop loop, IReadOnlyDictionary<int, string> newPaths, Action<StorageError?> done, MonotonicTime now)
    {
        if (loop.Metainfo is not { } metainfo)
        {
            done(Refusal(loop, StorageErrorKind.Missing, "its files are not known before its metainfo has come"));
        }
        else if (newPaths.Keys.Any(file => file < 0 || file >= metainfo.Files.Count || metainfo.Files[file].IsPadding))
        {
            done(Refusal(loop, StorageErrorKind.Missing, "a number is that of none of its files"));
        }
        else if (loop.OwnsFiles && loop.Life.Phase is (TorrentPhase.Running or TorrentPhase.Opening))
        {
            Run(loop, newPaths, (error, _) => done(error));
        }
        else
        {
            loop.Life.WhenAtRest(_ => BeginAtRest(loop, newPaths, done), () => done(TorrentContent.Removed), now);
        }
    }

    private static void BeginAtRest(
        TorrentLoop loop, IReadOnlyDictionary<int, string> newPaths, Action<StorageError?> done)
    {
        loop.Life.Busy(TorrentPhase.Renaming);
        if (loop.OwnsFiles) Run(loop, newPaths, End);
        else RunProven(loop, newPaths, End);

        void End(StorageError? error, MonotonicTime now)
        {
            done(error);
            loop.Life.Done(now);
            loop.Publish(now, force: true);
        }
    }

    // What somebody else has under these names keeps them.
    private static void RunProven(
        TorrentLoop loop, IReadOnlyDictionary<int, string> newPaths, Action<StorageError?, MonotonicTime> done)
    {
        TorrentContent content = loop.UseContent()!;
        Ownership found = Ownership.Whole;
        StorageError? stay = null;
        loop.Options.HasOwnPaths = true;
        content.RunAside(new ActionJob(
            () =>
            {
                StorageError? error = Ownership.Find(
                    content, mustProve: true, CancellationToken.None, out found);
                // One that cannot be ended may be given up.
                if (error is not null and not { Kind: StorageErrorKind.AlreadyExists }) return error;
                content.Storage.LeaveAlone(found.Others);
                stay = Stay(content, found.Others, newPaths);
                return content.Storage.RenameFiles(newPaths);
            },
            (error, now) =>
            {
                found.Note(loop);
                if (error is null) Tell(loop, stay);
                loop.RespectFiles();
                done(error, now);
            }));
    }

    private static void Run(
        TorrentLoop loop, IReadOnlyDictionary<int, string> newPaths, Action<StorageError?, MonotonicTime> done)
    {
        TorrentContent content = loop.UseContent()!;
        ResumeData? record = loop.Record.Latest;
        StorageError? stay = null;
        loop.Options.HasOwnPaths = true;
        content.Run(new ActionJob(
            () =>
            {
                if (FindMissing(content, record) is { } missing) return missing;
                // One that cannot be ended may be given up; then nobody looks for strangers.
                if (content.Storage.FindStrangers(out IReadOnlyList<int> strangers) is null)
                {
                    stay = Stay(content, strangers, newPaths);
                    content.Storage.LeaveAlone(strangers.ToHashSet());
                }

                return content.Storage.RenameFiles(newPaths);
            },
            (error, now) =>
            {
                if (error is null) Tell(loop, stay);
                loop.RespectFiles();
                done(error, now);
            }));
    }

    private static StorageError? Stay(
        TorrentContent content, IEnumerable<int> others, IReadOnlyDictionary<int, string> newPaths) =>
        Ownership.Tell("rename", [.. others.Where(newPaths.ContainsKey)], content.FullPathOf);

    private static void Tell(TorrentLoop loop, StorageError? stay)
    {
        if (stay is not null) loop.Notify(TorrentNoticeKind.Moved, $"renamed, but {stay}");
    }

    // A disk that is away would take any name, and have none of them when it comes back.
    private static StorageError? FindMissing(TorrentContent content, ResumeData? record)
    {
        StorageError? error = content.Storage.Check(out FileStamp[] stamps);
        // An earlier rename cannot be ended: the files are there, and this may be the way out.
        if (error is { Kind: StorageErrorKind.AlreadyExists }) return null;
        return error
            ?? ResumeDecision.Make(content.Metainfo, content.WantedFiles, record, stamps, content.FullPathOf).Error;
    }

    private static StorageError Refusal(TorrentLoop loop, StorageErrorKind kind, string message) =>
        new(kind, "rename files of", loop.Metainfo?.Name ?? loop.InfoHash.ToString(), message);
}
