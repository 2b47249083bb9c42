using GSTorrent.Primitives;

namespace GSTorrent.Server.Commands.Get;

/// <summary>What a URI has led to: a metainfo file or a magnet link.</summary>
/// <param name="Uri">As the user gave it.</param>
/// <param name="InfoHash">Which torrent.</param>
/// <param name="Name">Shown until more is known.</param>
/// <param name="TorrentFile">The metainfo file; null for a magnet link.</param>
internal sealed record TorrentSource(string Uri, InfoHash InfoHash, string Name, ReadOnlyMemory<byte>? TorrentFile);
