using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Journal;

/// <summary>
/// What happened, for people who were not there. Entries are durable soon after; those that are kept are in memory, so
/// reading never waits. Nobody pushes out what others did, see <see cref="JournalPlaces"/>. Thread-safe.
/// </summary>
public sealed class EventJournal
{
    /// <summary>Entries that are kept.</summary>
    public const int MaxEntries = 10_000;

    private const int MaxTextLength = 2_000;
    private readonly Lock _gate = new();
    private readonly JournalPlaces _places = new(MaxEntries);
    private readonly Dictionary<string, long> _cursors;
    private readonly StateDatabase _database;
    private readonly TimeProvider _clock;
    private readonly ChangeSignal _signal = new();
    private List<long> _dropped = [];
    private Task _storing = Task.CompletedTask;
    private long _last;
    private long _storedThrough;
    private long _droppedThrough;
    private long _clearedThrough;

    /// <summary>Takes up what was stored.</summary>
    public EventJournal(LoadedState state, StateDatabase database, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(state);
        _cursors = new Dictionary<string, long>(state.JournalCursors, StringComparer.Ordinal);
        _database = database;
        _clock = clock;
        _last = state.LastJournalSequence;

        // Whether the entries before were dropped or cleared is not known; a gap is told only where one is sure.
        _storedThrough = _last;
        foreach (JournalEntry entry in state.Journal)
            if (_places.Add(entry) is { } dropped) _dropped.Add(dropped.Sequence);
        _clearedThrough = _places.Oldest?.Sequence - 1 ?? _last;
    }

    /// <summary>Sequence number of the newest entry.</summary>
    public long Last
    {
        get
        {
            lock (_gate) return _last;
        }
    }

    /// <summary>Ends with the next entry. Take it before looking whether there is one already.</summary>
    public Task NextEntry => _signal.Next;

    /// <summary>Writes an entry. It is durable soon; nobody waits for that.</summary>
    /// <param name="severity">How much it matters.</param>
    /// <param name="kind">Stable kebab-case word, see <see cref="JournalKinds"/>.</param>
    /// <param name="text">What happened, in a sentence without any secret.</param>
    /// <param name="infoHash">Torrent that it is about.</param>
    /// <param name="room">Whose places it takes; null: those of its kind.</param>
    public JournalEntry Append(
        JournalSeverity severity, string kind, string text, InfoHash? infoHash = null, string? room = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        JournalEntry entry;
        lock (_gate)
        {
            entry = new JournalEntry
            {
                Sequence = ++_last,
                TimeUnixMs = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
                Severity = severity,
                Kind = kind,
                InfoHash = infoHash,
                Room = room,
                Text = Excerpt.Of(text, MaxTextLength),
            };
            if (_places.Add(entry) is { } dropped) Drop(dropped);
            if (_storing.IsCompleted) _storing = StoreAsync();
        }

        _signal.Raise();
        return entry;
    }

    /// <summary>
    /// Entries after a cursor; 0 begins with the oldest. A cursor beyond the last entry is of another journal, such as
    /// one before a state that was restored: then it begins with the oldest too, and there is a gap.
    /// </summary>
    /// <param name="cursor">What the reader has.</param>
    /// <param name="max">Most entries of a page.</param>
    /// <param name="filter">False: an entry is passed over. Null takes all.</param>
    public JournalPage Since(long cursor, int max = 1_000, Func<JournalEntry, bool>? filter = null)
    {
        lock (_gate)
        {
            bool isForeign = cursor > _last;
            long from = isForeign ? 0 : Math.Max(cursor, 0);
            var found = new List<JournalEntry>();
            foreach (JournalEntry entry in _places.After(from))
            {
                if (found.Count == max) break;
                if (filter?.Invoke(entry) is not false) found.Add(entry);
            }

            bool hasLost = from > 0 && from < _droppedThrough && _droppedThrough > _clearedThrough;
            long next = found.Count == max ? found[^1].Sequence : _last;
            return new JournalPage(next, isForeign || hasLost, found);
        }
    }

    /// <summary>Clears all entries that there are; numbers go on. Null: it is durable.</summary>
    public async Task<AppError?> ClearAsync()
    {
        long through = Last;
        await FlushAsync();
        AppError? error = await _database.CommitAsync(StateChanges.ClearJournal(through));
        if (error is not null) return error;
        lock (_gate)
        {
            _places.DropThrough(through);
            _clearedThrough = through;
        }

        return null;
    }

    /// <summary>Ends when every entry so far is durable, or cannot be stored; for the end of the program.</summary>
    public async Task FlushAsync()
    {
        while (true)
        {
            Task storing;
            lock (_gate)
            {
                storing = _storing;
                if (_last == _storedThrough && storing.IsCompleted) return;
            }

            await storing;
        }
    }

    /// <summary>How far a reader that keeps its cursor here has come; 0 if it is new.</summary>
    public long CursorOf(string client)
    {
        lock (_gate) return _cursors.GetValueOrDefault(client);
    }

    /// <summary>A reader has come that far. Null: it is durable.</summary>
    public Task<AppError?> SaveCursorAsync(string client, long cursor)
    {
        lock (_gate) _cursors[client] = cursor;
        return _database.CommitAsync(StateChanges.SaveJournalCursor(client, cursor));
    }

    // One batch at a time: what comes meanwhile goes with the next one. Its first step runs under the lock.
    private async Task StoreAsync()
    {
        while (true)
        {
            await Task.Yield();
            JournalEntry[] batch;
            List<long> dropped;
            lock (_gate)
            {
                if (_last == _storedThrough)
                {
                    _storing = Task.CompletedTask;
                    return;
                }

                batch = [.. _places.After(_storedThrough)];
                (dropped, _dropped) = (_dropped, []);
                _storedThrough = _last;
            }

            await _database.CommitAsync(StateChanges.AppendJournal(batch, dropped));
        }
    }

    // What was never stored needs no deletion: so there are at most as many of them as stored entries.
    private void Drop(JournalEntry entry)
    {
        _droppedThrough = Math.Max(_droppedThrough, entry.Sequence);
        if (entry.Sequence <= _storedThrough) _dropped.Add(entry.Sequence);
    }
}
