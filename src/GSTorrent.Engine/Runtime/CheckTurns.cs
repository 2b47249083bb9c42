namespace GSTorrent.Engine;

/// <summary>
/// Which torrents may read all their files now: only so many of one volume at once, as more are slower together, and
/// the others wait in order. No more begin between two beats than leave time for all else: thousands of small torrents
/// would take all cores. Safe to use from any thread.
/// </summary>
internal sealed class CheckTurns
{
    /// <summary>So many turns may begin between two beats.</summary>
    private const int TurnsPerBeat = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<object, Queue> _queues = [];
    private int _limit = 1;
    private int _turnsLeft = TurnsPerBeat;

    /// <summary>How many of one volume at once; at least one.</summary>
    public int Limit
    {
        get
        {
            lock (_lock) return _limit;
        }

        set
        {
            lock (_lock) _limit = Math.Max(1, value);
            BeginAll();
        }
    }

    /// <summary>A tenth of a second has passed.</summary>
    public void Beat()
    {
        lock (_lock)
        {
            bool isHeld = _turnsLeft == 0;
            _turnsLeft = TurnsPerBeat;
            if (!isHeld) return;
        }

        BeginAll();
    }

    /// <summary>Asks for a turn.</summary>
    /// <param name="volume">What the turns are of; only its identity matters.</param>
    /// <param name="begin">Called once when the turn has come, maybe at once, on any thread.</param>
    /// <returns>To be given to <see cref="Leave"/> in any case.</returns>
    public Turn Enter(object volume, Action begin)
    {
        var turn = new Turn(volume, begin);
        List<Turn> next = [];
        lock (_lock)
        {
            if (!_queues.TryGetValue(volume, out Queue? queue)) _queues.Add(volume, queue = new Queue());
            queue.Waiting.AddLast(turn);
            Take(queue, next);
        }

        foreach (Turn one in next) one.Begin();
        return turn;
    }

    /// <summary>A turn is over, or is not wanted any more; a second time does nothing.</summary>
    public void Leave(Turn turn)
    {
        List<Turn> next = [];
        lock (_lock)
        {
            if (!_queues.TryGetValue(turn.Volume, out Queue? queue)) return;
            if (!queue.Active.Remove(turn)) queue.Waiting.Remove(turn);
            Take(queue, next);
            if (queue.Active.Count == 0 && queue.Waiting.Count == 0) _queues.Remove(turn.Volume);
        }

        foreach (Turn one in next) one.Begin();
    }

    private void BeginAll()
    {
        List<Turn> next = [];
        lock (_lock)
        {
            foreach (Queue queue in _queues.Values) Take(queue, next);
        }

        foreach (Turn turn in next) turn.Begin();
    }

    private void Take(Queue queue, List<Turn> next)
    {
        while (_turnsLeft > 0 && queue.Active.Count < _limit && queue.Waiting.First is { } first)
        {
            _turnsLeft--;
            queue.Waiting.RemoveFirst();
            queue.Active.Add(first.Value);
            next.Add(first.Value);
        }
    }

    /// <summary>A turn that somebody waits for or has.</summary>
    internal sealed class Turn(object volume, Action begin)
    {
        public object Volume => volume;

        public void Begin() => begin();
    }

    private sealed class Queue
    {
        public LinkedList<Turn> Waiting { get; } = new();

        public HashSet<Turn> Active { get; } = [];
    }
}
