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
/// deletes, or renames to <c>.deleting</c> until the content is deleted too. Whatever step a crash cuts off, the next
/// start finishes or takes it back by asking whether the row is there.
/// </remarks>
public sealed class TorrentFileStore
{
    private const string Unfinished = ".tmp";
    private const string Added = ".new";
    private const string Removed = ".removed";
    private const string Deleting = ".deleting";
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

    /// <param name="infoHash">Which torrent.</param>
    /// <param name="metainfo">Takes the place of a magnet link; empty: what there is goes.</param>
    internal void StageRemoval(InfoHash infoHash, ReadOnlySpan<byte> metainfo)
    {
        foreach (TorrentFileKind kind in Enum.GetValues<TorrentFileKind>())
        {
            string path = PathOf(infoHash, kind);
            if (File.Exists(path)) File.Move(path, path + Removed, overwrite: true);
        }

        if (metainfo.Length > 0) StateFiles.Write(PathOf(infoHash, TorrentFileKind.Metainfo) + Removed, metainfo);
    }

    /// <summary>The torrent is gone, but deleting its content needs the metainfo.</summary>
    internal void KeepForDeletion(InfoHash infoHash)
    {
        string path = PathOf(infoHash, TorrentFileKind.Metainfo);
        File.Move(path + Removed, path + Deleting, overwrite: true);
        CompleteRemoval(infoHash);
    }

    /// <summary>Where the metainfo of a torrent is kept whose content is to be deleted.</summary>
    internal string DeletingPathOf(InfoHash infoHash) => PathOf(infoHash, TorrentFileKind.Metainfo) + Deleting;

    /// <summary>The metainfo of a torrent whose content is to be deleted.</summary>
    internal Result<byte[]> ReadDeleting(InfoHash infoHash)
    {
        string path = DeletingPathOf(infoHash);
        try
        {
            if (File.Exists(path)) return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new AppError("metainfo-lost", $"{path} cannot be read: {unreadable.Message}");
        }

        return new AppError("metainfo-lost", $"{path} is missing.");
    }

    /// <summary>Is there still metainfo of a torrent whose content is to be deleted?</summary>
    internal bool HasDeleting(InfoHash infoHash) => File.Exists(DeletingPathOf(infoHash));

    /// <summary>The content is deleted too.</summary>
    internal void CompleteDeletion(InfoHash infoHash) => File.Delete(DeletingPathOf(infoHash));

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
    /// <param name="hasRow">Is the torrent there?</param>
    /// <param name="isDeleting">Is content of a torrent that is gone to be deleted?</param>
    internal HashSet<InfoHash> Reconcile(Func<InfoHash, bool> hasRow, Func<InfoHash, bool> isDeleting)
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
                case Removed when isDeleting(infoHash) && name.EndsWith(".torrent" + Removed, StringComparison.Ordinal):
                    File.Move(path, Path.ChangeExtension(path, Deleting), overwrite: true);
                    break;
                case Deleting when isDeleting(infoHash):
                    break;
                case Added or Removed or Deleting or Unfinished:
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
