namespace GSTorrent.Server.Logging;

/// <summary>
/// Lets a few messages of each kind through in a minute and counts the others: whatever clients do, they do not fill
/// the log. Thread-safe; kinds are of the code, and few.
/// </summary>
internal sealed class MessageLimit(TimeProvider clock)
{
    /// <summary>Messages of one kind in a minute.</summary>
    public const int MaxInMinute = 5;

    /// <summary>All kinds after these share one count.</summary>
    private const int MaxKinds = 100;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<(int Event, Type? Exception), Count> _counts = [];

    /// <summary>Takes note of a message.</summary>
    /// <param name="eventId">What it is about.</param>
    /// <param name="exception">What it tells of; of two kinds for one event, each has its count.</param>
    /// <param name="left">How many of its kind were left out before it.</param>
    /// <returns>Is it let through?</returns>
    public bool TryPass(int eventId, Type? exception, out int left)
    {
        lock (_gate)
        {
            Count count = CountOf((eventId, exception));
            left = 0;
            if (count.Passed > 0 && clock.GetElapsedTime(count.Since) >= Minute)
                (left, count.Left, count.Passed) = (count.Left, 0, 0);
            if (count.Passed == MaxInMinute)
            {
                count.Left++;
                return false;
            }

            if (count.Passed++ == 0) count.Since = clock.GetTimestamp();
            return true;
        }
    }

    private Count CountOf((int Event, Type? Exception) kind)
    {
        if (_counts.TryGetValue(kind, out Count? count)) return count;
        if (_counts.Count >= MaxKinds) kind = default;
        if (_counts.TryGetValue(kind, out count)) return count;
        return _counts[kind] = new Count();
    }

    private sealed class Count
    {
        public long Since { get; set; }

        public int Passed { get; set; }

        public int Left { get; set; }
    }
}
