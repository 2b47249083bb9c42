namespace GSTorrent.Storage;

/// <summary>A file to make a torrent of, in the order of the torrent.</summary>
/// <param name="FullPath">Where it is now; null: padding, which is zeros.</param>
/// <param name="Length">Bytes that it is known to have.</param>
public sealed record SourceFile(string? FullPath, long Length);
