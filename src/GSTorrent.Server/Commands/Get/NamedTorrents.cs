using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Server.Commands.Get;

/// <summary>
/// Which torrents the URIs of one command line mean: each is downloaded once, and no two write to the same file.
/// Thread-safe.
/// </summary>
internal sealed class NamedTorrents
{
    private readonly Lock _gate = new();
    private readonly Dictionary<InfoHash, string> _uris = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>The URI that was the first to mean this torrent; null: this one.</summary>
    public string? TwinOf(TorrentSource source)
    {
        lock (_gate) return _uris.TryAdd(source.InfoHash, source.Uri) ? null : _uris[source.InfoHash];
    }

    /// <summary>
    /// Why the torrent cannot be downloaded beside those before it: they have files in common. Of a magnet link it is
    /// not known which it has; null then, and if there are none.
    /// </summary>
    public CommandError? ClashOf(TorrentSource source)
    {
        if (source.TorrentFile is not { } file || !Metainfo.TryParse(file, out Metainfo? metainfo, out _)) return null;
        lock (_gate)
        {
            string[] paths = [.. metainfo.Files.Where(content => !content.IsPadding).Select(content => content.Path)];
            if (Array.Find(paths, _files.ContainsKey) is { } common)
            {
                return CommandError.Failed(
                    $"{source.Uri}: {_files[common]} has the file {common} too; get it by itself, with another -d");
            }

            foreach (string path in paths) _files.TryAdd(path, source.Uri);
            return null;
        }
    }
}
