namespace GSTorrent.Application.Disks;

/// <summary>What lies in a directory. Immutable.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="IsDirectory">A directory, else a file.</param>
/// <param name="Length">Bytes of a file; 0 for a directory.</param>
/// <param name="CreatedUnixS">As far as the file system knows.</param>
/// <param name="AccessedUnixS">As far as the file system knows.</param>
/// <param name="ChangedUnixS">When its content was changed.</param>
public sealed record DirectoryItem(
    string Path, bool IsDirectory, long Length, long CreatedUnixS, long AccessedUnixS, long ChangedUnixS);
