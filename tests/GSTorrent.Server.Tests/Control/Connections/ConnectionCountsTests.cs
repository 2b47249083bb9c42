using System.Globalization;
using GSTorrent.Server.Control.Connections;

namespace GSTorrent.Server.Tests.Control.Connections;

public sealed class ConnectionCountsTests
{
    private static readonly ConnectionLimits Few = new()
    {
        OfAddress = 3,
        Elsewhere = 7,
        Proxies = 5,
        Here = 4,
        Sockets = 2,
    };

    [Fact]
    public void One_address_takes_its_own_room_and_not_that_of_another()
    {
        var counts = new ConnectionCounts(Few);
        Assert.Equal(3, Enter(counts, From("a"), 10));
        Assert.Equal(Admission.AddressIsFull, counts.TryEnter(From("a")));
        Assert.Equal(Admission.Granted, counts.TryEnter(From("b")));
    }

    [Fact]
    public void All_addresses_together_leave_the_other_rooms_alone()
    {
        var counts = new ConnectionCounts(Few);
        int elsewhere = Enumerable.Range(0, 10).Sum(i => Enter(counts, From($"a{i}"), 3));
        Assert.Equal(7, elsewhere);
        Assert.Equal(Admission.RoomIsFull, counts.TryEnter(From("new")));
        Assert.Equal(5, Enter(counts, From("proxy", ConnectionRoom.Proxy), 10));
        Assert.Equal(4, Enter(counts, From("127.0.0.1", ConnectionRoom.Here), 10));
        Assert.Equal(2, Enter(counts, From("", ConnectionRoom.Socket), 10));
        Assert.Equal(Admission.RoomIsFull, counts.TryEnter(From("127.0.0.1", ConnectionRoom.Here)));
    }

    [Fact]
    public void What_leaves_makes_room_and_is_forgotten()
    {
        var counts = new ConnectionCounts(Few);
        for (int turn = 0; turn < 3; turn++)
        {
            Assert.Equal(3, Enter(counts, From("a"), 4));
            Assert.Equal(3, Enter(counts, From("b"), 4));
            Assert.Equal(2, counts.Addresses);
            for (int i = 0; i < 3; i++) counts.Leave(From("a"));
            Assert.Equal(1, counts.Addresses);
            for (int i = 0; i < 3; i++) counts.Leave(From("b"));
            Assert.Equal(0, counts.Addresses);
        }
    }

    [Fact]
    public void Refused_ones_are_not_remembered()
    {
        var counts = new ConnectionCounts(Few);
        for (int i = 0; i < 1_000; i++)
            counts.TryEnter(From(i.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(7, counts.Addresses);
    }

    [Fact]
    public void A_hundred_followers_with_other_requests_fit_behind_one_address()
    {
        var counts = new ConnectionCounts(new ConnectionLimits());
        Assert.InRange(Enter(counts, From("a"), 10_000), 200, 300);
        Assert.Equal(1_000, Enter(counts, From("127.0.0.1", ConnectionRoom.Here), 10_000));
    }

    [Fact]
    public void Counts_hold_when_many_threads_come_and_go()
    {
        var counts = new ConnectionCounts(Few);
        int open = 0, most = 0;
        var threads = Enumerable.Range(0, 4).Select(number => new Thread(() =>
        {
            ConnectionOrigin origin = From(number % 2 == 0 ? "a" : "b");
            for (int i = 0; i < 20_000; i++)
            {
                if (counts.TryEnter(origin) is not Admission.Granted) continue;
                int now = Interlocked.Increment(ref open);
                InterlockedMax(ref most, now);
                Interlocked.Decrement(ref open);
                counts.Leave(origin);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.InRange(most, 1, 6);
        Assert.Equal(0, counts.Addresses);
        Assert.Equal(3, Enter(counts, From("a"), 5));
    }

    private static int Enter(ConnectionCounts counts, ConnectionOrigin origin, int times) =>
        Enumerable.Range(0, times).Count(_ => counts.TryEnter(origin) is Admission.Granted);

    private static ConnectionOrigin From(string network, ConnectionRoom room = ConnectionRoom.Elsewhere) =>
        new(room, network, network);

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            int before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
