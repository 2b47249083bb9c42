using System.Runtime.InteropServices;

namespace GSTorrent.Application.ReadModel;

/// <summary>
/// All rows in the order of their numbers. Lists ask for them far more often than torrents come and go, so a new row of
/// a torrent takes the place of the old one, and what a list gets is shared until something changes.
/// </summary>
internal sealed class RowsByNumber
{
    private readonly List<TorrentRow?> _rows = [];
    private readonly Dictionary<int, int> _places = [];
    private TorrentRow[]? _shared;
    private bool _isTidy = true;

    /// <summary>A new torrent, or how one looks now.</summary>
    public void Put(TorrentRow row)
    {
        _shared = null;
        if (_places.TryGetValue(row.Number, out int place))
        {
            _rows[place] = row;
            return;
        }

        _isTidy = _isTidy && (_rows.Count == 0 || _rows[^1]!.Number < row.Number);
        _places.Add(row.Number, _rows.Count);
        _rows.Add(row);
    }

    /// <summary>Takes a torrent away; its place stays empty until the next look.</summary>
    public void Remove(int number)
    {
        if (!_places.Remove(number, out int place)) return;
        _shared = null;
        _rows[place] = null;
        _isTidy = false;
    }

    /// <summary>All rows by number; nobody changes the array.</summary>
    public TorrentRow[] All()
    {
        if (_shared is not null) return _shared;
        if (!_isTidy) TidyUp();
        return _shared = CollectionsMarshal.AsSpan(_rows).ToArray()!;
    }

    private void TidyUp()
    {
        _rows.RemoveAll(static row => row is null);
        _rows.Sort(static (left, right) => left!.Number.CompareTo(right!.Number));
        for (int place = 0; place < _rows.Count; place++) _places[_rows[place]!.Number] = place;
        _isTidy = true;
    }
}
