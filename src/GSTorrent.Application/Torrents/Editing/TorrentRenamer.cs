using GSTorrent.Application.Persistence;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Gives files of torrents other paths. What shall be is durable before a file is touched, together with where the
/// files were: whatever is interrupted in between is carried on at the next start.
/// </summary>
public sealed class TorrentRenamer
{
    private static readonly Dictionary<int, string> NoPaths = [];
    private readonly TorrentRegistry _registry;

    internal TorrentRenamer(TorrentRegistry registry) => _registry = registry;

    /// <summary>Renames a file. Null: it is done.</summary>
    /// <param name="id">Which torrent.</param>
    /// <param name="oldPath">Relative to the destination, with '/'.</param>
    /// <param name="newPath">The same way; folders are made.</param>
    public Task<AppError?> RenameFileAsync(string id, string oldPath, string newPath) =>
        RenameAsync(id, (metainfo, renamed) => PathChanges.OfFile(metainfo, renamed, oldPath, newPath));

    /// <summary>Renames a folder with all that lies in it. Null: it is done.</summary>
    /// <param name="id">Which torrent.</param>
    /// <param name="oldPath">Relative to the destination, with '/'.</param>
    /// <param name="newPath">The same way.</param>
    public Task<AppError?> RenameFolderAsync(string id, string oldPath, string newPath) =>
        RenameAsync(id, (metainfo, renamed) => PathChanges.OfFolder(metainfo, renamed, oldPath, newPath));

    private async Task<AppError?> RenameAsync(
        string id, Func<Metainfo, IReadOnlyDictionary<int, string>, Result<Dictionary<int, string>>> find)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        if (entry.Metainfo is not { } metainfo || entry.Handle is not { } handle) return entry.NoMetainfo;
        if (!entry.TryBeginMove()) return new AppError("busy", $"{entry.Record.Name} is being moved already.");
        try
        {
            IReadOnlyDictionary<int, string> before = entry.Record.Wishes.Paths ?? NoPaths;
            return find(metainfo, before).TryGet(out Dictionary<int, string>? changes, out AppError? error)
                ? await RenameAsync(entry, handle, metainfo, changes)
                : error;
        }
        finally
        {
            entry.EndMove();
        }
    }

    private static async Task<AppError?> RenameAsync(
        TorrentEntry entry, TorrentHandle handle, Metainfo metainfo, Dictionary<int, string> changes)
    {
        IReadOnlyDictionary<int, string>? before = entry.Record.Wishes.Paths;
        Dictionary<int, string> after = new(before ?? NoPaths);
        var former = new Dictionary<int, string>();
        foreach ((int index, string path) in changes)
        {
            former[index] = after.GetValueOrDefault(index) ?? metainfo.Files[index].Path;
            after[index] = path;
            if (string.Equals(path, metainfo.Files[index].Path, StringComparison.Ordinal)) after.Remove(index);
        }

        AppError? error = await SaveAsync(entry, after, former);
        if (error is not null) return error;
        if (await handle.RenameFilesAsync(changes) is not { } failed) return await SaveAsync(entry, after, null);
        await SaveAsync(entry, before, null);
        return new AppError("destination-unusable", failed.ToString());
    }

    private static Task<AppError?> SaveAsync(
        TorrentEntry entry, IReadOnlyDictionary<int, string>? paths, IReadOnlyDictionary<int, string>? former) =>
        entry.ChangeAsync(record => record with
        {
            Wishes = record.Wishes with { Paths = paths is { Count: > 0 } ? paths : null, FormerPaths = former },
        });
}
