namespace GSTorrent.Application.Organizing;

/// <summary>A group that a torrent may belong to. Immutable.</summary>
/// <param name="Name">Unique; a '/' makes it part of another one.</param>
/// <param name="Destination">Absolute directory for the content of its torrents; empty: the destination.</param>
public sealed record Category(string Name, string Destination);
