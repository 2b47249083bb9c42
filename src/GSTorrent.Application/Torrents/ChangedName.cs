namespace GSTorrent.Application.Torrents;

/// <summary>A file whose name here is not that of the metainfo. Immutable.</summary>
/// <param name="Index">Of the file.</param>
/// <param name="Original">Path as the metainfo has it; null: it cannot be shown.</param>
/// <param name="Path">Path below the destination.</param>
public sealed record ChangedName(int Index, string? Original, string Path);
