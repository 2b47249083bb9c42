using System.Runtime.InteropServices;

namespace GSTorrent.Api.Native.Events;

/// <summary>
/// Counts open streams by caller, so that one token does not take the room of all. It remembers only callers that have
/// some. Thread-safe.
/// </summary>
/// <param name="limit">Streams of one caller.</param>
internal sealed class StreamCounts(int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Callers that are remembered.</summary>
    public int Callers
    {
        get
        {
            lock (_gate) return _open.Count;
        }
    }

    /// <summary>True: another is open, until <see cref="Leave"/>.</summary>
    public bool TryEnter(string caller)
    {
        lock (_gate)
        {
            if (_open.GetValueOrDefault(caller) >= limit) return false;
            CollectionsMarshal.GetValueRefOrAddDefault(_open, caller, out _)++;
            return true;
        }
    }

    public void Leave(string caller)
    {
        lock (_gate)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(_open, caller) == 0) _open.Remove(caller);
        }
    }
}
