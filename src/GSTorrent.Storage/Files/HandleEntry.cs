using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>One open file of a <see cref="HandleCache"/>, guarded by the cache's lock.</summary>
internal sealed class HandleEntry
{
    public HandleEntry(object owner, int file, string path, SafeFileHandle handle, bool canWrite)
    {
        Owner = owner;
        File = file;
        Path = path;
        Handle = handle;
        CanWrite = canWrite;
        Node = new LinkedListNode<HandleEntry>(this);
    }

    public object Owner { get; }

    public int File { get; }

    /// <summary>Full path, for errors.</summary>
    public string Path { get; }

    public SafeFileHandle Handle { get; }

    public bool CanWrite { get; }

    public LinkedListNode<HandleEntry> Node { get; }

    /// <summary>Users at this moment; above 0 the file stays open.</summary>
    public int Pins { get; set; }

    /// <summary>No longer in the cache: the last user closes it.</summary>
    public bool IsDetached { get; set; }
}
