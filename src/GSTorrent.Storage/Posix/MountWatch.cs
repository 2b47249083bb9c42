using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>
/// Keeps the table of mounts until the kernel tells that it has changed: thousands of torrents ask for it. Polling the
/// file tells of each change once (proc(5), /proc/pid/mounts). Thread-safe.
/// </summary>
internal sealed class MountWatch
{
    private readonly Lock _lock = new();
    private SafeFileHandle? _file;
    private MountTable? _latest;

    /// <summary>The table, which is made by <paramref name="read"/> if there is news.</summary>
    public MountTable Latest(Func<MountTable> read)
    {
        lock (_lock)
        {
            // What changes between the two is news at the next poll: nothing is missed.
            if (IsWatching() && !Libc.HasNews(_file!) && _latest is not null) return _latest;
            return _latest = read();
        }
    }

    private bool IsWatching()
    {
        if (_file is not null) return true;
        try
        {
            _file = File.OpenHandle(MountTable.Source);
        }
        catch (Exception exception) when (Errno.IsDiskError(exception))
        {
            // Then it is read each time.
            return false;
        }

        return true;
    }
}
