namespace GSTorrent.Application.Access;

/// <summary>What was seen lately. Thread-safe and bounded: the oldest go first.</summary>
internal sealed class RecentKeys(TimeProvider clock, TimeSpan memory, int maxKeys = 10_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, long At)>> _seen = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, long At)> _byAge = new();

    public bool Contains(string key)
    {
        lock (_gate) return _seen.TryGetValue(key, out var node) && IsFresh(node.Value.At);
    }

    /// <summary>It is seen now. True if it was not seen lately.</summary>
    public bool Touch(string key)
    {
        lock (_gate)
        {
            bool isNews = !_seen.TryGetValue(key, out var node) || !IsFresh(node.Value.At);
            Put(key, node);
            return isNews;
        }
    }

    /// <summary>It is seen now, unless it was seen lately: that time stays. True if it was not.</summary>
    public bool TouchIfNew(string key)
    {
        lock (_gate)
        {
            if (_seen.TryGetValue(key, out var node) && IsFresh(node.Value.At)) return false;
            Put(key, node);
            return true;
        }
    }

    private bool IsFresh(long at) => clock.GetElapsedTime(at) < memory;

    private void Put(string key, LinkedListNode<(string Key, long At)>? node)
    {
        if (node is not null) _byAge.Remove(node);
        else if (_seen.Count >= maxKeys) DropOldest();
        _seen[key] = _byAge.AddLast((key, clock.GetTimestamp()));
    }

    private void DropOldest()
    {
        _seen.Remove(_byAge.First!.Value.Key);
        _byAge.RemoveFirst();
    }
}
