namespace GSTorrent.Storage;

/// <summary>
/// Which files the bytes were written to: what was written lies in that file, and not in another one that got its name.
/// Thread-safe.
/// </summary>
internal sealed class FileIdentities
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, (ulong Device, ulong Inode)> _known = [];

    /// <summary>Notes where a file lies; false if it lay elsewhere.</summary>
    public bool Keep(int file, in FileStatus status)
    {
        lock (_lock) return _known.TryAdd(file, IdentityOf(status)) || _known[file] == IdentityOf(status);
    }

    /// <summary>Is it the file that was written to, if any was?</summary>
    public bool IsTheSame(int file, in FileStatus status)
    {
        lock (_lock) return !_known.TryGetValue(file, out var known) || known == IdentityOf(status);
    }

    /// <summary>Was it written to?</summary>
    public bool Has(int file)
    {
        lock (_lock) return _known.ContainsKey(file);
    }

    public void Forget(int file)
    {
        lock (_lock) _known.Remove(file);
    }

    public void Forget()
    {
        lock (_lock) _known.Clear();
    }

    private static (ulong Device, ulong Inode) IdentityOf(in FileStatus status) => (status.Device, status.Inode);
}
