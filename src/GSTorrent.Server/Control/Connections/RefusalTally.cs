using System.Globalization;

namespace GSTorrent.Server.Control.Connections;

/// <summary>
/// What the log is told of connections that are cut off, however many there are: the first of each kind at once, all
/// others in one sum after each minute, until a minute passes without any. Bounded and thread-safe.
/// </summary>
internal sealed class RefusalTally
{
    /// <summary>Addresses that are told by name; the others are counted together.</summary>
    public const int MaxNamed = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _untold = new(StringComparer.Ordinal);
    private int _addresses;
    private int _others;
    private bool _isOpen;

    /// <summary>One more was refused, as its address is full.</summary>
    /// <param name="who">The address.</param>
    /// <param name="isFirst">The first for a while: a minute later it is time to <see cref="Sum"/>.</param>
    /// <returns>Is it to be told at once?</returns>
    public bool AddOfAddress(string who, out bool isFirst)
    {
        lock (_gate)
        {
            bool isNew = Add("of " + who, _addresses < MaxNamed, out isFirst);
            if (isNew) _addresses++;
            return isNew;
        }
    }

    /// <summary>One more was closed, as others with fewer come; else as with an address that is full.</summary>
    public bool AddOfLargest(string who, out bool isFirst) => AddOfAddress($"{who} to make room", out isFirst);

    /// <summary>One more was refused, as its room is full.</summary>
    /// <param name="room">From where they come.</param>
    /// <param name="isFirst">As with an address.</param>
    /// <returns>Is it to be told at once?</returns>
    public bool AddOfRoom(string room, out bool isFirst)
    {
        lock (_gate) return Add(room, isNamed: true, out isFirst);
    }

    /// <summary>What was not told yet; null if that is nothing, and then the next one is the first again.</summary>
    public string? Sum()
    {
        lock (_gate)
        {
            int all = _others + _untold.Values.Sum();
            if (all == 0)
            {
                _untold.Clear();
                (_addresses, _isOpen) = (0, false);
                return null;
            }

            string text = Describe(all);
            foreach (string who in _untold.Keys) _untold[who] = 0;
            _others = 0;
            return text;
        }
    }

    private bool Add(string who, bool isNamed, out bool isFirst)
    {
        (isFirst, _isOpen) = (!_isOpen, true);
        if (_untold.TryGetValue(who, out int count)) _untold[who] = count + 1;
        else if (isNamed) return _untold.TryAdd(who, 0);
        else _others++;
        return false;
    }

    private string Describe(int all)
    {
        var parts = new List<string>();
        foreach ((string who, int count) in _untold)
            if (count > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {who}"));
        if (_others > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{_others} of other addresses"));
        string list = string.Join(", ", parts);
        return string.Create(
            CultureInfo.InvariantCulture, $"In the last minute {all} more connections were cut off: {list}.");
    }
}
