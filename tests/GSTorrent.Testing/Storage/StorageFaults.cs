using GSTorrent.Storage;

namespace GSTorrent.Testing;

/// <summary>What goes wrong with a <see cref="SimulatedStorage"/>, and when. May be changed at any time.</summary>
public sealed class StorageFaults
{
    private readonly Dictionary<long, (StorageErrorKind Kind, long KeptBytes)> _writes = [];
    private readonly Dictionary<long, StorageErrorKind> _reads = [];
    private readonly Lock _lock = new();

    /// <summary>Bytes the disk takes, counted in blocks of 4096; more is DiskFull.</summary>
    public long CapacityBytes { get; set; } = long.MaxValue;

    /// <summary>Is every change refused?</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>Is the whole root gone, as with an unmounted disk?</summary>
    public bool IsRootMissing { get; set; }

    /// <summary>If not null, every flush fails with it.</summary>
    public StorageErrorKind? FlushFailure { get; set; }

    /// <summary>Is every other root on another device, so that a move copies?</summary>
    public bool IsMoveACopy { get; set; }

    /// <summary>Runs before each read and write, on the caller's thread: to wait, count or cancel.</summary>
    public Action? BeforeAccess { get; set; }

    /// <summary>Makes one write fail.</summary>
    /// <param name="number">Which one, from 1 over the life of the storage.</param>
    /// <param name="kind">The error it answers.</param>
    /// <param name="keptBytes">Bytes at its start that reach the disk all the same: a torn write.</param>
    public void FailWrite(long number, StorageErrorKind kind = StorageErrorKind.IoError, long keptBytes = 0)
    {
        lock (_lock) _writes[number] = (kind, keptBytes);
    }

    /// <summary>Makes one read fail; numbered from 1 over the life of the storage.</summary>
    public void FailRead(long number, StorageErrorKind kind = StorageErrorKind.IoError)
    {
        lock (_lock) _reads[number] = kind;
    }

    internal bool TakeWriteFailure(long number, out StorageErrorKind kind, out long keptBytes)
    {
        lock (_lock)
        {
            bool fails = _writes.Remove(number, out (StorageErrorKind Kind, long KeptBytes) failure);
            (kind, keptBytes) = failure;
            return fails;
        }
    }

    internal bool TakeReadFailure(long number, out StorageErrorKind kind)
    {
        lock (_lock) return _reads.Remove(number, out kind);
    }
}
