using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>
/// Sends a file to the disk while it is written, some megabytes at a time, by the thread that writes it. Otherwise all
/// of it comes at once: the kernel's own threads take the processor from everybody, and each other flush of the disk
/// waits for gigabytes. It makes nothing durable (sync_file_range(2)): the file is flushed at the end all the same.
/// </summary>
internal sealed class PacedFlush(SafeFileHandle file)
{
    private const long Step = 8 << 20;
    private long _waited, _begun;
    private bool _isRefused;

    /// <summary>The file is written up to here; all before is on its way, and nearly all there.</summary>
    /// <returns>0, or the number of the error.</returns>
    public int Wrote(long end)
    {
        if (_isRefused || end - _begun < Step) return 0;
        int error = Send(_begun, end, Libc.SyncRangeWrite);
        if (error == 0) error = Send(_waited, _begun, Libc.SyncRangeWrite | Libc.SyncRangeWait);
        (_waited, _begun) = (_begun, end);
        return error;
    }

    // A disk's error is told once, and so must not get lost here. Whatever cannot do this at all is flushed at the end.
    private int Send(long from, long to, uint how)
    {
        if (from == to || Libc.SyncRange(file, from, to - from, how) == 0) return 0;
        if (Libc.LastError is Errno.InputOutput or Errno.NoSpace) return Libc.LastError;
        _isRefused = true;
        return 0;
    }
}
