using GSTorrent.Primitives;

namespace GSTorrent.Server.Commands.Get;

/// <summary>Which torrents the URIs of one command line mean: each is downloaded once. Thread-safe.</summary>
internal sealed class NamedTorrents
{
    private readonly Lock _gate = new();
    private readonly Dictionary<InfoHash, string> _uris = [];

    /// <summary>The URI that was the first to mean this torrent; null: this one.</summary>
    public string? TwinOf(TorrentSource source)
    {
        lock (_gate) return _uris.TryAdd(source.InfoHash, source.Uri) ? null : _uris[source.InfoHash];
    }
}
