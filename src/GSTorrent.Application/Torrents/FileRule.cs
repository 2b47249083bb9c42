using GSTorrent.Swarm;

namespace GSTorrent.Application.Torrents;

/// <summary>Gives some files of a torrent a priority; of several rules the last that names a file decides.</summary>
/// <param name="Files">
/// An index ("3"), a range ("0-3"), places in the list of files without padding ("#0-3,7"), a path, or a glob: '*' is
/// anything but '/', '**' anything, '?' one sign. Without a '/' it is compared with the name of the file in any folder.
/// Case matters.
/// </param>
/// <param name="Priority">Their priority.</param>
public sealed record FileRule(string Files, FilePriority Priority)
{
    /// <summary>Rules for files by their places in the list of files without padding, as few as that takes.</summary>
    public static IReadOnlyList<FileRule> OfPositions(IEnumerable<int> positions, FilePriority priority) =>
        [.. FilePositions.Write(positions).Select(text => new FileRule(text, priority))];
}
