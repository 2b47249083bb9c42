using Microsoft.Win32.SafeHandles;

namespace GSTorrent.Storage;

/// <summary>The right to use an open file until it is disposed; the file is not closed meanwhile.</summary>
internal readonly struct HandleLease(HandleCache cache, HandleEntry entry) : IDisposable
{
    public SafeFileHandle Handle => entry.Handle;

    /// <summary>Full path, for errors.</summary>
    public string Path => entry.Path;

    public void Dispose() => cache?.Unpin(entry);
}
