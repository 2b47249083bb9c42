using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Renames files of torrents. What shall be is durable before the disk is asked, with what was, so that a rename that
/// was cut off is ended at the next start.
/// </summary>
internal sealed class TorrentRenamer(SharedFiles shared, EventJournal journal, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Null: it is done, or it goes on because the disk takes its time.</summary>
    /// <param name="entry">The torrent.</param>
    /// <param name="oldPath">Of a file or folder below the destination, with '/'.</param>
    /// <param name="newPath">The same.</param>
    public async Task<AppError?> RenameAsync(TorrentEntry entry, string oldPath, string newPath)
    {
        if (entry.Handle is not { } handle || entry.Metainfo is not { } metainfo) return entry.NoMetainfo;
        if (!entry.TryBeginMove())
            return new AppError("busy", $"The content of {entry.Record.Name} is being moved or renamed already.");
        TorrentWishes before = entry.Record.Wishes;
        Dictionary<int, string> changed = [];
        AppError? error = await entry.ChangeAsync(record =>
        {
            before = record.Wishes;
            Result<Dictionary<int, string>> plan = PathRename.Plan(metainfo, before.Paths, oldPath, newPath);
            if (!plan.TryGet(out changed!, out AppError? wrong)) return wrong;
            if (shared.Refuse(entry, "renamed", changed.Keys) is { } refused) return refused;
            return WithPaths(record, metainfo, changed, oldPath, newPath);
        });
        if (error is not null)
        {
            entry.EndMove();
            return error;
        }

        Task<AppError?> renaming = FinishAsync(entry, handle, before, changed);
        try
        {
            return await renaming.WaitAsync(Patience, clock);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>
    /// Ends a rename that the end of the last run cut off. It goes on by itself; what the disk refuses stays on record
    /// for the next start.
    /// </summary>
    public static async Task ResumeAsync(TorrentEntry entry)
    {
        TorrentWishes wishes = entry.Record.Wishes;
        if (entry.Handle is not { } handle || wishes.Paths is not { } paths || !entry.TryBeginMove()) return;
        try
        {
            if (await handle.RenameFilesAsync(paths) is null)
                await entry.ChangeAsync(record => record with { Wishes = record.Wishes with { FormerPaths = null } });
        }
        catch (OperationCanceledException)
        {
            // It was removed in the meantime.
        }
        finally
        {
            entry.EndMove();
        }
    }

    private static TorrentRecord WithPaths(
        TorrentRecord record, Metainfo metainfo, Dictionary<int, string> changed, string oldPath, string newPath)
    {
        var paths = new Dictionary<int, string>(record.Wishes.Paths ?? new Dictionary<int, string>());
        var former = new Dictionary<int, string>();
        foreach ((int file, string path) in changed)
        {
            former[file] = ContentPlace.PathOf(metainfo.Files[file], record.Wishes.Paths);
            paths[file] = path;
        }

        // The shown name follows, unless people gave another one.
        bool follows = string.Equals(record.Name, oldPath, StringComparison.Ordinal);
        return record with
        {
            Name = follows ? newPath : record.Name,
            Wishes = record.Wishes with { Paths = paths, FormerPaths = former },
        };
    }

    private async Task<AppError?> FinishAsync(
        TorrentEntry entry, TorrentHandle handle, TorrentWishes before, Dictionary<int, string> changed)
    {
        try
        {
            StorageError? failed = await entry.FlushRecordAsync() ?? await handle.RenameFilesAsync(changed);
            AppError? notSaved = await entry.ChangeAsync(record => record with
            {
                Wishes = record.Wishes with
                {
                    Paths = failed is null ? record.Wishes.Paths : before.Paths,
                    FormerPaths = null,
                },
            });
            if (failed is null) return notSaved;
            string text = $"{entry.Record.Name}: its files were not renamed: {failed}";
            journal.Append(JournalSeverity.Error, JournalKinds.TorrentMoved, text, entry.InfoHash);
            return new AppError("destination-unusable", text);
        }
        catch (OperationCanceledException)
        {
            return new AppError("torrent-not-found", $"{entry.Record.Name} was removed in the meantime.");
        }
        finally
        {
            entry.EndMove();
        }
    }
}
