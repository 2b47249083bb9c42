namespace GSTorrent.Application.Access;

/// <summary>
/// Slows guessing down, key by key: after some failures a key waits, longer after each further one. Other keys are not
/// touched. Attempts that are under way count as failures, so that guessing at the same time gains nothing.
/// Thread-safe, bounded, forgotten at the end of the program.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="longestWait">No wait is longer.</param>
/// <param name="maxKeys">Above that the oldest are forgotten.</param>
internal sealed class SignInThrottle(TimeProvider clock, TimeSpan longestWait, int maxKeys = 10_000)
{
    /// <summary>Failures before a key has to wait.</summary>
    public const int FreeFailures = 5;

    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);
    private static readonly TimeSpan ForOthers = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Record> _records = new(StringComparer.Ordinal);
    private readonly LinkedList<Record> _byAge = new();

    /// <summary>How long the key still has to wait; zero: it may try.</summary>
    public TimeSpan WaitOf(string key)
    {
        lock (_gate) return _records.TryGetValue(key, out Record? record) ? WaitOf(record) : TimeSpan.Zero;
    }

    /// <summary>Begins an attempt, which <see cref="End"/> must follow. Not zero: it has to wait.</summary>
    public TimeSpan TryBegin(string key)
    {
        lock (_gate)
        {
            if (_records.TryGetValue(key, out Record? record))
            {
                TimeSpan wait = WaitOf(record);
                if (wait > TimeSpan.Zero) return wait;
                bool hasRoom = record.Pending == 0 || record.Failures + record.Pending < FreeFailures;
                if (!hasRoom) return ForOthers;
            }

            (record ?? Add(key)).Pending++;
            return TimeSpan.Zero;
        }
    }

    /// <summary>An attempt ended; true if the key has to wait from now on.</summary>
    public bool End(string key, bool failed)
    {
        lock (_gate)
        {
            if (!_records.TryGetValue(key, out Record? record)) return false;
            record.Pending--;
            if (failed) return Fail(record);
            if (record is { Failures: 0, Pending: 0 }) Forget(record);
            return false;
        }
    }

    /// <summary>An attempt that took no time failed; true if the key has to wait from now on.</summary>
    public bool Fail(string key)
    {
        lock (_gate) return Fail(_records.TryGetValue(key, out Record? record) ? record : Add(key));
    }

    private bool Fail(Record record)
    {
        bool isStale = record.Failures > 0 && clock.GetElapsedTime(record.Last) > Memory;
        record.Failures = isStale ? 1 : record.Failures + 1;
        record.Last = clock.GetTimestamp();
        _byAge.Remove(record.Place);
        _byAge.AddLast(record.Place);
        return record.Failures >= FreeFailures;
    }

    private TimeSpan WaitOf(Record record)
    {
        TimeSpan left = DelayAfter(record.Failures) - clock.GetElapsedTime(record.Last);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    // 1, 2, 4, … seconds.
    private TimeSpan DelayAfter(int failures)
    {
        if (failures < FreeFailures) return TimeSpan.Zero;
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures - FreeFailures, 20)));
        return wait < longestWait ? wait : longestWait;
    }

    private Record Add(string key)
    {
        if (_records.Count >= maxKeys) ForgetOldest();
        var record = new Record(key);
        record.Place = _byAge.AddLast(record);
        _records.Add(key, record);
        return record;
    }

    // One that is under way is still to be ended. Few are, so this looks at few.
    private void ForgetOldest()
    {
        LinkedListNode<Record>? oldest = _byAge.First;
        while (oldest is { Value.Pending: > 0 }) oldest = oldest.Next;
        if (oldest is not null) Forget(oldest.Value);
    }

    private void Forget(Record record)
    {
        _records.Remove(record.Key);
        _byAge.Remove(record.Place);
    }

    private sealed class Record(string key)
    {
        public string Key { get; } = key;

        public LinkedListNode<Record> Place { get; set; } = null!;

        public int Failures { get; set; }

        public int Pending { get; set; }

        public long Last { get; set; }
    }
}
