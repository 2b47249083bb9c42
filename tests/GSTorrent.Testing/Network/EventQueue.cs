using GSTorrent.Primitives;

namespace GSTorrent.Testing.Network;

/// <summary>
/// Virtual time: what is to happen when. Events of the same moment happen in the order in which they were planned, so
/// that a run is the same each time.
/// </summary>
public sealed class EventQueue
{
    private readonly PriorityQueue<Action, (long Microseconds, long Number)> _events = new();
    private long _planned;

    /// <summary>Microseconds since the start.</summary>
    public long Microseconds { get; private set; }

    /// <summary>Now, on the engine's clock.</summary>
    public MonotonicTime Now => new(Microseconds / 1000);

    /// <summary>Events that have happened.</summary>
    public long Count { get; private set; }

    /// <summary>Plans an event.</summary>
    public void In(long microseconds, Action action)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(microseconds);
        _events.Enqueue(action, (Microseconds + microseconds, _planned++));
    }

    /// <summary>Lets the next event happen; false if it lies after the limit or there is none.</summary>
    public bool TryStep(long limitMicroseconds)
    {
        if (!_events.TryPeek(out _, out (long Microseconds, long Number) next)) return false;
        if (next.Microseconds > limitMicroseconds) return false;
        Action action = _events.Dequeue();
        Microseconds = next.Microseconds;
        Count++;
        action();
        return true;
    }
}
