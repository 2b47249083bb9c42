using GSTorrent.Primitives;

namespace GSTorrent.Application.Persistence;

/// <summary>What a file in the directory of torrents holds.</summary>
public enum TorrentFileKind
{
    /// <summary>Bencoded metainfo.</summary>
    Metainfo,

    /// <summary>A magnet link, whose metainfo is not known yet.</summary>
    Magnet,
}

/// <summary>
/// The files <c>torrents/&lt;info-hash&gt;.torrent</c> and <c>.magnet</c>, written once. A file without a suffix of
/// its own means that its torrent was added; so they are a second record of which torrents there are.
/// </summary>
/// <remarks>
/// An addition writes <c>.new</c>, commits the row, then renames; a removal renames to <c>.removed</c>, commits, then
/// deletes. Whatever step a crash cuts off, the next start finishes or takes it back by asking whether the row is
/// there.
/// </remarks>
public sealed class TorrentFileStore
{
    private const string Unfinished = ".tmp";
    private const string Added = ".new";
    private const string Removed = ".removed";
    private readonly string _root;

    internal TorrentFileStore(string root) => _root = root;

    /// <summary>Reads the metainfo or, if there is only that, the magnet link.</summary>
    public Result<(TorrentFileKind Kind, byte[] Content)> Read(InfoHash infoHash)
    {
        try
        {
            foreach (TorrentFileKind kind in Enum.GetValues<TorrentFileKind>())
            {
                string path = PathOf(infoHash, kind);
                if (File.Exists(path)) return (kind, File.ReadAllBytes(path));
                if (File.Exists(path + Added)) return (kind, File.ReadAllBytes(path + Added));
            }

            return new AppError("metainfo-lost", $"{PathOf(infoHash, TorrentFileKind.Metainfo)} is missing.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new AppError("metainfo-lost", $"Metainfo of {infoHash} cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Writes a file that counts as soon as the row is there; call <see cref="Flush"/> in between.</summary>
    internal void Stage(InfoHash infoHash, TorrentFileKind kind, ReadOnlySpan<byte> content)
    {
        string path = PathOf(infoHash, kind);
        StateFiles.Write(path + Unfinished, content);
        File.Move(path + Unfinished, path + Added, overwrite: true);
    }

    /// <summary>Takes back an addition whose transaction failed.</summary>
    internal void Unstage(InfoHash infoHash, TorrentFileKind kind) => File.Delete(PathOf(infoHash, kind) + Added);

    internal void Complete(InfoHash infoHash, TorrentFileKind kind)
    {
        string path = PathOf(infoHash, kind);
        File.Move(path + Added, path, overwrite: true);
        if (kind == TorrentFileKind.Metainfo) File.Delete(PathOf(infoHash, TorrentFileKind.Magnet));
    }

    internal void StageRemoval(InfoHash infoHash)
    {
        foreach (TorrentFileKind kind in Enum.GetValues<TorrentFileKind>())
        {
            string path = PathOf(infoHash, kind);
            if (File.Exists(path)) File.Move(path, path + Removed, overwrite: true);
        }
    }

    internal void CompleteRemoval(InfoHash infoHash)
    {
        foreach (TorrentFileKind kind in Enum.GetValues<TorrentFileKind>())
            File.Delete(PathOf(infoHash, kind) + Removed);
    }

    /// <summary>Takes back a removal whose transaction failed.</summary>
    internal void Restore(InfoHash infoHash)
    {
        foreach (TorrentFileKind kind in Enum.GetValues<TorrentFileKind>())
        {
            string path = PathOf(infoHash, kind);
            if (File.Exists(path + Removed)) File.Move(path + Removed, path, overwrite: false);
        }
    }

    /// <summary>Makes the names durable.</summary>
    internal void Flush() => StateFiles.FlushDirectory(_root);

    /// <summary>Finishes what a crash cut off and tells which torrents have a file.</summary>
    internal HashSet<InfoHash> Reconcile(Func<InfoHash, bool> hasRow)
    {
        var present = new HashSet<InfoHash>();
        foreach (string path in Directory.GetFiles(_root))
        {
            string name = Path.GetFileName(path);
            if (name.Length < 40 || !InfoHash.TryParse(name.AsSpan(0, 40), out InfoHash infoHash)) continue;
            switch (Path.GetExtension(name))
            {
                case Added or Removed when hasRow(infoHash):
                    File.Move(path, Path.ChangeExtension(path, null), overwrite: true);
                    present.Add(infoHash);
                    break;
                case Added or Removed or Unfinished:
                    File.Delete(path);
                    break;
                case ".torrent" or ".magnet":
                    present.Add(infoHash);
                    break;
            }
        }

        Flush();
        return present;
    }

    internal string PathOf(InfoHash infoHash, TorrentFileKind kind) =>
        Path.Combine(_root, infoHash + (kind == TorrentFileKind.Metainfo ? ".torrent" : ".magnet"));
}
