namespace GSTorrent.Storage;

/// <summary>
/// Names that no torrent can hold, all told at once: whoever has to rename files wants to know of every one.
/// </summary>
internal sealed class RefusedNames
{
    private const int MaxTold = 10;
    private readonly List<string> _told = [];
    private int _count;

    /// <summary>Can something of that name not go into a torrent? Then it is kept in mind.</summary>
    /// <param name="path">As it is told, relative to the content.</param>
    /// <param name="fullPath">Where it is.</param>
    public bool Take(string path, string fullPath)
    {
        if (WhyNot(Path.GetFileName(fullPath), fullPath) is not { } why) return false;
        if (++_count <= MaxTold) _told.Add($"'{path}' ({why})");
        return true;
    }

    /// <summary>All of them in a sentence; null: there are none.</summary>
    public CreationError? Describe(string root)
    {
        if (_count == 0) return null;
        string rest = _count > MaxTold ? $" and {_count - MaxTold} more" : "";
        string what = _count == 1
            ? "1 name that no torrent can hold; rename it"
            : $"{_count} names that no torrent can hold; rename them";
        return CreationError.Failed($"{root} has {what}: {string.Join(", ", _told)}{rest}");
    }

    // Bytes that are no UTF-8 are read as U+FFFD, and nothing is found by that name.
    private static string? WhyNot(string name, string fullPath)
    {
        if (name.Contains('\\', StringComparison.Ordinal)) return "a backslash";
        return name.Contains('\ufffd', StringComparison.Ordinal) && !PosixPath.IsThere(fullPath) ? "no UTF-8" : null;
    }
}
