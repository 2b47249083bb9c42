using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using GSTorrent.Primitives;

namespace GSTorrent.Application.ReadModel;

/// <summary>
/// The list of torrents as everybody sees it. Each change gets a number, the revision; rows are kept in the order of
/// their last change, so telling what is new costs as much as there is new. Thread-safe; no call waits for anything
/// but a short lock.
/// </summary>
public sealed class TorrentReadModel
{
    /// <summary>Shortest prefix of an info-hash that names a torrent.</summary>
    public const int MinPrefixLength = 6;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, LinkedListNode<Entry>> _byNumber = [];
    private readonly Dictionary<InfoHash, int> _numbers = [];
    private readonly LinkedList<Entry> _byChange = [];
    private readonly RowsByNumber _rows = new();
    private readonly Queue<Departure> _departed = new();
    private readonly ChangeSignal _signal = new();
    private readonly int _maxDeparted;
    private long _revision;
    private long _oldestKnown;

    /// <param name="startUnixMs">Wall clock; makes the revisions of another run unknown to this one.</param>
    /// <param name="maxDeparted">Removals, and changes of categories, that are remembered.</param>
    public TorrentReadModel(long startUnixMs, int maxDeparted = 10_000)
    {
        _revision = startUnixMs * 1000;
        _oldestKnown = _revision;
        _maxDeparted = maxDeparted;
    }

    /// <summary>The number of the last change.</summary>
    public long Revision
    {
        get
        {
            lock (_gate) return _revision;
        }
    }

    /// <summary>Number of torrents.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _byNumber.Count;
        }
    }

    /// <summary>Ends with the next change. Take it before looking whether there is one already.</summary>
    public Task NextChange => _signal.Next;

    /// <summary>Shows a row; false if it looks as before.</summary>
    public bool Publish(TorrentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        lock (_gate)
        {
            string? left = null;
            if (!_byNumber.TryGetValue(row.Number, out LinkedListNode<Entry>? node))
            {
                node = new LinkedListNode<Entry>(default);
                _byNumber.Add(row.Number, node);
                _numbers.Add(row.InfoHash, row.Number);
            }
            else
            {
                if (node.Value.Row.Equals(row)) return false;
                if (!string.Equals(node.Value.Row.Category, row.Category, StringComparison.Ordinal))
                    left = node.Value.Row.Category;
                _byChange.Remove(node);
            }

            node.Value = new Entry(row, ++_revision);
            if (left is not null) Note(new Departure(row.Number, _revision, left, IsGone: false));
            _byChange.AddLast(node);
            _rows.Put(row);
        }

        _signal.Raise();
        return true;
    }

    /// <summary>Takes a row away and remembers that; false if there is none.</summary>
    public bool Remove(int number)
    {
        lock (_gate)
        {
            if (!_byNumber.Remove(number, out LinkedListNode<Entry>? node)) return false;
            _numbers.Remove(node.Value.Row.InfoHash);
            _byChange.Remove(node);
            _rows.Remove(number);
            Note(new Departure(number, ++_revision, node.Value.Row.Category, IsGone: true));
        }

        _signal.Raise();
        return true;
    }

    /// <summary>The row of that number.</summary>
    public bool TryGet(int number, [NotNullWhen(true)] out TorrentRow? row)
    {
        lock (_gate)
        {
            row = _byNumber.TryGetValue(number, out LinkedListNode<Entry>? node) ? node.Value.Row : null;
            return row is not null;
        }
    }

    /// <summary>The row of that info-hash.</summary>
    public bool TryGet(InfoHash infoHash, [NotNullWhen(true)] out TorrentRow? row)
    {
        lock (_gate)
        {
            row = _numbers.TryGetValue(infoHash, out int number) ? _byNumber[number].Value.Row : null;
            return row is not null;
        }
    }

    /// <summary>The torrent that people name by its number, info-hash or a prefix of that.</summary>
    public Result<TorrentRow> Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && TryGet(number, out TorrentRow? row)) return row;
        if (InfoHash.TryParse(id, out InfoHash infoHash) && TryGet(infoHash, out row)) return row;
        bool isPrefix = id.Length is >= MinPrefixLength and < 40 && id.All(char.IsAsciiHexDigit);
        return isPrefix ? FindPrefix(id.ToLowerInvariant()) : NotFound(id);
    }

    /// <summary>Every row, by number.</summary>
    public TorrentDelta All() => Since(-1);

    /// <summary>What changed after a revision; everything if that is not known any more, or not yet.</summary>
    public TorrentDelta Since(long revision)
    {
        lock (_gate)
        {
            return revision >= _oldestKnown && revision <= _revision
                ? DeltaSince(revision)
                : new TorrentDelta(_revision, IsFull: true, _rows.All(), []);
        }
    }

    /// <summary>
    /// What changed after a revision, then what changes, for as long as somebody listens. At most one delta each
    /// <paramref name="pause"/>: what happens in between is told at once.
    /// </summary>
    public async IAsyncEnumerable<TorrentDelta> FollowAsync(
        long revision, TimeSpan pause, TimeProvider clock, [EnumeratorCancellation] CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Task next = _signal.Next;
            TorrentDelta delta = Since(revision);
            revision = delta.Revision;
            if (delta.IsEmpty)
            {
                await next.WaitAsync(stop);
                continue;
            }

            yield return delta;
            await Task.Delay(pause, clock, stop);
        }
    }

    private TorrentDelta DeltaSince(long revision)
    {
        var changed = new List<TorrentRow>();
        for (LinkedListNode<Entry>? node = _byChange.Last; node is not null && node.Value.Revision > revision;
             node = node.Previous)
            changed.Add(node.Value.Row);
        changed.Reverse();
        bool hasDeparted = _departed.Count > 0 && revision < _revision;
        Departure[] departed = hasDeparted ? [.. _departed.Where(item => item.Revision > revision)] : [];
        int[] removed = [.. departed.Where(item => item.IsGone).Select(item => item.Number)];
        return new TorrentDelta(_revision, IsFull: false, changed, removed)
        {
            Left = Array.ConvertAll(departed, item => (item.Number, item.Category)),
        };
    }

    private void Note(Departure departure)
    {
        _departed.Enqueue(departure);
        if (_departed.Count > _maxDeparted) _oldestKnown = _departed.Dequeue().Revision;
    }

    private Result<TorrentRow> FindPrefix(string prefix)
    {
        var found = new List<int>();
        lock (_gate)
        {
            foreach ((InfoHash infoHash, int number) in _numbers)
                if (HasPrefix(infoHash, prefix)) found.Add(number);
        }

        if (found.Count > 1)
            return Ambiguous(found.Count, prefix);
        return found.Count == 1 && TryGet(found[0], out TorrentRow? row) ? row : NotFound(prefix);
    }

    private static bool HasPrefix(InfoHash infoHash, string prefix)
    {
        Span<byte> bytes = stackalloc byte[InfoHash.Length];
        Span<char> digits = stackalloc char[InfoHash.Length * 2];
        infoHash.CopyTo(bytes);
        Convert.TryToHexStringLower(bytes, digits, out _);
        return digits.StartsWith(prefix);
    }

    /// <summary>What is said of an id that several torrents have.</summary>
    public static AppError Ambiguous(int count, string prefix) =>
        new("ambiguous-id", $"{count} torrents begin with '{prefix}': give more digits.");

    /// <summary>What is said of an id that no torrent has.</summary>
    public static AppError NotFound(string id) =>
        new("torrent-not-found", $"There is no torrent '{Excerpt.Of(id, 64)}'.");

    private readonly record struct Entry(TorrentRow Row, long Revision);

    /// <param name="Category">The one that it had.</param>
    /// <param name="IsGone">Was it removed? Else it has another category.</param>
    private readonly record struct Departure(int Number, long Revision, string Category, bool IsGone);
}
