using System.Runtime.InteropServices;

namespace GSTorrent.Application.Access;

/// <summary>
/// Counts what goes on at the same time by caller, so that one of them does not take the room of all. It remembers only
/// callers that have some. Thread-safe.
/// </summary>
/// <param name="ofCaller">Most of one caller.</param>
/// <param name="ofAll">Most of all together.</param>
public sealed class CallerCounts(int ofCaller, int ofAll = int.MaxValue)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _of = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Callers that are remembered.</summary>
    public int Callers
    {
        get
        {
            lock (_gate) return _of.Count;
        }
    }

    /// <summary>How many one caller has.</summary>
    public int CountOf(string caller)
    {
        lock (_gate) return _of.GetValueOrDefault(caller);
    }

    /// <summary>What is granted goes on until <see cref="Leave"/>.</summary>
    /// <param name="caller">See <see cref="Caller.Owner"/>.</param>
    public CallerAdmission TryEnter(string caller)
    {
        lock (_gate)
        {
            if (_of.GetValueOrDefault(caller) >= ofCaller) return CallerAdmission.CallerIsFull;
            if (_all >= ofAll) return CallerAdmission.AllAreFull;
            CollectionsMarshal.GetValueRefOrAddDefault(_of, caller, out _)++;
            _all++;
            return CallerAdmission.Granted;
        }
    }

    /// <summary>One of the caller's has ended.</summary>
    public void Leave(string caller)
    {
        lock (_gate)
        {
            _all--;
            if (--CollectionsMarshal.GetValueRefOrNullRef(_of, caller) == 0) _of.Remove(caller);
        }
    }
}
