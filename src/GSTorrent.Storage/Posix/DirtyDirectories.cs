namespace GSTorrent.Storage;

/// <summary>Directories whose entries changed since the last flush, relative to the root. Thread-safe.</summary>
internal sealed class DirtyDirectories
{
    private readonly Lock _lock = new();
    private HashSet<string> _directories = new(StringComparer.Ordinal);

    public void Add(string directory)
    {
        lock (_lock) _directories.Add(directory);
    }

    /// <summary>Hands over all and starts anew.</summary>
    public IReadOnlyCollection<string> Take()
    {
        lock (_lock)
        {
            if (_directories.Count == 0) return [];
            HashSet<string> taken = _directories;
            _directories = new HashSet<string>(StringComparer.Ordinal);
            return taken;
        }
    }
}
