namespace GSTorrent.Storage;

/// <summary>
/// The mount that a root lies on, over restarts: what the table of mounts says is compared with what is on record.
/// Thread-safe.
/// </summary>
/// <param name="recorded">The mount point on record; null: whichever holds the root when it is looked at.</param>
/// <param name="table">Reads the table.</param>
internal sealed class RootMount(string? recorded, Func<MountTable> table)
{
    private readonly Lock _lock = new();
    private string? _recorded = recorded;
    private string? _present;

    /// <summary>The mount point on record.</summary>
    public string? Point
    {
        get
        {
            lock (_lock) return _recorded;
        }
    }

    /// <summary>That of another root: nothing is on record.</summary>
    public RootMount ForNewRoot() => new(null, table);

    /// <summary>Missing, naming the mount point, if the mount on record is gone.</summary>
    public StorageError? Look(string root, string operation)
    {
        MountTable mounts = table();
        lock (_lock)
        {
            if (mounts.CheckMount(root, _recorded, operation) is { } gone)
                return gone with { Message = $"{gone.Message}, or recheck to do without it" };
            _present = mounts.MountPointOf(root);
            return null;
        }
    }

    /// <summary>What the last look saw is the right one: from now on it is on record.</summary>
    public void Keep()
    {
        lock (_lock) _recorded = _present ?? _recorded;
    }

    /// <summary>
    /// From the next look on this mount is the right one; null: whatever holds the root then will be taken for it.
    /// </summary>
    public void Adopt(string? point)
    {
        lock (_lock) (_recorded, _present) = (point, null);
    }
}
