using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>
/// Open files, shared by all torrents of a session and bounded: the least recently used one is closed for a new one. A
/// file in use is pinned and stays open. Thread-safe; opening and closing happen outside its lock, because they may
/// hang.
/// </summary>
public sealed class HandleCache : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(object Owner, int File), HandleEntry> _entries = [];
    private readonly LinkedList<HandleEntry> _recent = new();
    private readonly int _capacity;

    /// <param name="capacity">Most files held open; only pinned ones may exceed it.</param>
    public HandleCache(int capacity = 512)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    /// <summary>Files open now.</summary>
    public int OpenCount
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <summary>Closes every file that is not in use; those in use are closed by their last user.</summary>
    public void Dispose() => Drop(static _ => true);

    /// <summary>Pins an open file; null if it is not open, or not for writing though that is wanted.</summary>
    internal HandleEntry? TryPin(object owner, int file, bool forWrite)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue((owner, file), out HandleEntry? entry)) return null;
            if (forWrite && !entry.CanWrite) return null;
            entry.Pins++;
            _recent.Remove(entry.Node);
            _recent.AddFirst(entry.Node);
            return entry;
        }
    }

    /// <summary>Adds an open file and pins it; replaces the one that is there, which its users go on using.</summary>
    internal HandleEntry AddPinned(object owner, int file, string path, SafeFileHandle handle, bool canWrite)
    {
        var entry = new HandleEntry(owner, file, path, handle, canWrite) { Pins = 1 };
        HandleEntry? replaced, evicted = null;
        lock (_lock)
        {
            if (_entries.Remove((owner, file), out replaced)) Detach(replaced);
            _entries.Add((owner, file), entry);
            _recent.AddFirst(entry.Node);
            if (_entries.Count > _capacity) evicted = TakeEvictable();
        }

        Close(replaced);
        Close(evicted);
        return entry;
    }

    internal void Unpin(HandleEntry entry)
    {
        bool isLast;
        lock (_lock) isLast = --entry.Pins == 0 && entry.IsDetached;
        if (isLast) entry.Handle.Dispose();
    }

    /// <summary>Closes all files of an owner.</summary>
    internal void Drop(object owner) => Drop(entry => ReferenceEquals(entry.Owner, owner));

    /// <summary>Closes one file of an owner.</summary>
    internal void Drop(object owner, int file) =>
        Drop(entry => entry.File == file && ReferenceEquals(entry.Owner, owner));

    private void Drop(Predicate<HandleEntry> isDropped)
    {
        var dropped = new List<HandleEntry>();
        lock (_lock)
        {
            foreach (HandleEntry entry in _recent)
                if (isDropped(entry)) dropped.Add(entry);
            foreach (HandleEntry entry in dropped)
            {
                _entries.Remove((entry.Owner, entry.File));
                Detach(entry);
            }
        }

        foreach (HandleEntry entry in dropped) Close(entry);
    }

    private HandleEntry? TakeEvictable()
    {
        for (LinkedListNode<HandleEntry>? node = _recent.Last; node is not null; node = node.Previous)
        {
            HandleEntry entry = node.Value;
            if (entry.Pins > 0) continue;
            _entries.Remove((entry.Owner, entry.File));
            Detach(entry);
            return entry;
        }

        return null;
    }

    private void Detach(HandleEntry entry)
    {
        _recent.Remove(entry.Node);
        entry.IsDetached = true;
    }

    private void Close(HandleEntry? entry)
    {
        if (entry is null) return;
        bool isUnused;
        lock (_lock) isUnused = entry.Pins == 0;
        if (isUnused) entry.Handle.Dispose();
    }
}
