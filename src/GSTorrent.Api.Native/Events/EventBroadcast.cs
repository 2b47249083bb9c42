using System.Runtime.CompilerServices;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Native.Events;

/// <summary>
/// Tells all readers what changes, in messages that are made once however many listen. All of them have the same rows
/// at any time, so a message holds only the fields that are new. Thread-safe.
/// </summary>
internal sealed class EventBroadcast(TorrentReadModel torrents, TimeProvider clock)
{
    /// <summary>Between two messages: what happens in between is told at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly Lock _gate = new();
    private readonly HashSet<EventReader> _readers = [];
    private readonly Dictionary<int, TorrentRow> _rows = [];
    private long _revision;
    private Task _telling = Task.CompletedTask;

    /// <summary>What changed after a revision and what changes from then on.</summary>
    public async IAsyncEnumerable<EventMessage> ReadAsync(long since, [EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            EventReader reader = Join(since);
            try
            {
                for (EventMessage? next = reader.First ?? await reader.NextAsync(stop); next is not null;
                     next = await reader.NextAsync(stop))
                {
                    since = next.Revision;
                    yield return next;
                }
            }
            finally
            {
                Leave(reader);
            }
        }
    }

    private EventReader Join(long since)
    {
        lock (_gate)
        {
            if (_readers.Count == 0) LoadRows();
            else Advance();
            TorrentDelta missing = torrents.Since(since);

            // Meanwhile more may have happened: the reader gets what all others have, and the rest with them.
            TorrentDelta told = missing with
            {
                Revision = _revision,
                Changed = [.. missing.Changed.Select(row => _rows.GetValueOrDefault(row.Number)).OfType<TorrentRow>()],
            };
            var reader = new EventReader(told.IsEmpty ? null : EventMessage.Of(told, static _ => null));
            _readers.Add(reader);
            if (_telling.IsCompleted) _telling = TellAsync();
            return reader;
        }
    }

    private void Leave(EventReader reader)
    {
        lock (_gate)
        {
            if (_readers.Remove(reader) && _readers.Count == 0) _rows.Clear();
        }
    }

    private void LoadRows()
    {
        TorrentDelta all = torrents.All();
        _rows.Clear();
        foreach (TorrentRow row in all.Changed) _rows[row.Number] = row;
        _revision = all.Revision;
    }

    private async Task TellAsync()
    {
        while (true)
        {
            await Task.Yield();
            Task change = torrents.NextChange;
            lock (_gate)
            {
                if (_readers.Count == 0)
                {
                    _telling = Task.CompletedTask;
                    return;
                }

                Advance();
            }

            await Task.WhenAll(change, Task.Delay(Pause, clock));
        }
    }

    private void Advance()
    {
        TorrentDelta delta = torrents.Since(_revision);
        if (delta.IsEmpty) return;
        EventMessage message = EventMessage.Of(delta, number => _rows.GetValueOrDefault(number));
        if (delta.IsFull) _rows.Clear();
        foreach (TorrentRow row in delta.Changed) _rows[row.Number] = row;
        foreach (int number in delta.Removed) _rows.Remove(number);
        _revision = delta.Revision;
        _readers.RemoveWhere(reader => !reader.TryTell(message));
    }
}
