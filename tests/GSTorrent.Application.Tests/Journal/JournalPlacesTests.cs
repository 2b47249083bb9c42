using GSTorrent.Application.Journal;

namespace GSTorrent.Application.Tests.Journal;

public sealed class JournalPlacesTests
{
    private readonly JournalPlaces _places = new(maxEntries: 10);
    private long _last;

    [Fact]
    public void A_room_that_grows_gives_its_own_oldest_and_the_order_stays()
    {
        Add("alice", 2);
        Add("mallory", 3);
        Add("bob", 1);
        Assert.Equal([3, 4, 5, 7, 8], Add("mallory", 9));
        Assert.Equal([1, 2, 6, 9, 10, 11, 12, 13, 14, 15], Kept());
        Assert.Equal([14, 15], _places.After(13).Select(entry => entry.Sequence));
        Assert.Empty(_places.After(15));
    }

    [Fact]
    public void Many_rooms_share_evenly_and_the_newest_entry_is_kept()
    {
        Add("a", 10);
        Assert.Equal([1, 2, 3, 4, 5], Add("b", 5));
        Assert.Equal([6], Add("c", 1));
        Assert.Equal([11], Add("c", 1));
        for (int i = 0; i < 100; i++)
        {
            Add($"other {i}", 1);
            Assert.Equal(_last, Kept()[^1]);
            Assert.Equal(10, Kept().Length);
        }
    }

    [Fact]
    public void Entries_of_nobody_share_by_kind_and_cleared_ones_take_no_place()
    {
        Add(null, 6);
        Add("alice", 4);
        _places.DropThrough(7);
        Assert.Equal([8, 9, 10], Kept());
        Assert.Empty(Add(null, 7));
        Assert.Equal([11], Add(null, 1));
        _places.DropThrough(100);
        Assert.Null(_places.Oldest);
    }

    private long[] Kept() => [.. _places.Entries.Select(entry => entry.Sequence)];

    // Tells which ones were dropped for them.
    private List<long> Add(string? room, int count)
    {
        var dropped = new List<long>();
        for (int i = 0; i < count; i++)
        {
            var entry = new JournalEntry
            {
                Sequence = ++_last,
                TimeUnixMs = _last,
                Severity = JournalSeverity.Information,
                Kind = "test",
                Room = room,
                Text = "t",
            };
            if (_places.Add(entry) is { } gone) dropped.Add(gone.Sequence);
        }

        return dropped;
    }
}
