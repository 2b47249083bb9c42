namespace GSTorrent.Storage;

/// <summary>Writes a metainfo file so that its name never holds half of it.</summary>
internal static class TorrentFileWriter
{
    /// <summary>What forbids writing there, before any work is done; null if nothing.</summary>
    public static CreationError? Check(string path, ContentFound content, bool force)
    {
        string folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder)) return CreationError.Failed($"{path}: there is no folder {folder}");
        if (Directory.Exists(path)) return CreationError.Failed($"{path} is a folder");
        if (!File.Exists(path)) return null;
        if (!force) return CreationError.Failed($"{path} exists already; --force replaces it");
        bool isContent = content.Sources.Any(
            source => string.Equals(source.FullPath, PosixPath.Resolve(path), StringComparison.Ordinal));
        return isContent ? CreationError.Failed($"{path} is part of the content: write the torrent elsewhere") : null;
    }

    /// <summary>Writes beside the path, flushes, renames.</summary>
    public static CreationError? Write(string path, byte[] torrent, bool force)
    {
        string staged = Path.Combine(
            Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            using (var file = new FileStream(staged, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(torrent);
                file.Flush(flushToDisk: true);
            }

            File.Move(staged, path, overwrite: force);
            return null;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            DeleteStaged(staged);
            return CreationError.Failed($"cannot write {path}: {LocalPath.WhyNotMade(denied, path)}");
        }
    }

    private static void DeleteStaged(string staged)
    {
        try
        {
            File.Delete(staged);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            // The disk that refused the file refuses this too; the first error is the one to tell.
        }
    }
}
