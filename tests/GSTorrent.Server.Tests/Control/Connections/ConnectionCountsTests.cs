using System.Globalization;
using GSTorrent.Server.Control.Connections;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

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

    private readonly ConnectionCounts _counts = new(Few);

    [Fact]
    public void One_address_takes_its_own_room_and_not_that_of_another()
    {
        Assert.Equal(3, Enter("a", 10).Count);
        Assert.Equal(Admission.AddressIsFull, _counts.TryEnter(Seat("a"), out _));
        Assert.Single(Enter("b", 1));
    }

    [Fact]
    public void All_addresses_together_leave_the_other_rooms_alone()
    {
        for (int i = 0; i < 10; i++) Enter($"a{i}", 3);
        Assert.Equal(Admission.RoomIsFull, _counts.TryEnter(Seat("new"), out _));
        Assert.Equal(5, Enter("proxy", 10, ConnectionRoom.Proxy).Count);
        Assert.Equal(4, Enter("127.0.0.1", 10, ConnectionRoom.Here).Count);
        Assert.Equal(2, Enter("", 10, ConnectionRoom.Socket).Count);
        Assert.Equal(Admission.RoomIsFull, _counts.TryEnter(Seat("127.0.0.1", room: ConnectionRoom.Here), out _));
    }

    [Fact]
    public void What_leaves_makes_room_and_is_forgotten()
    {
        for (int turn = 0; turn < 3; turn++)
        {
            List<ConnectionSeat> a = Enter("a", 4), b = Enter("b", 4);
            Assert.Equal((3, 3, 2), (a.Count, b.Count, _counts.Addresses));
            a.ForEach(_counts.Leave);
            Assert.Equal(1, _counts.Addresses);
            b.ForEach(_counts.Leave);
            Assert.Equal(0, _counts.Addresses);
        }
    }

    [Fact]
    public void In_a_full_room_whoever_has_most_gives_way_until_all_have_the_same()
    {
        List<ConnectionSeat> a = Enter("a", 3), b = Enter("b", 3);
        Enter("c", 1);
        Assert.Same(a[0], WhoGivesWayTo("d"));
        Assert.Same(b[0], WhoGivesWayTo("d"));
        Assert.Equal(Admission.RoomIsFull, _counts.TryEnter(Seat("d"), out ConnectionSeat? gone));
        Assert.Null(gone);
        foreach (string one in (string[])["e", "f", "g"]) Assert.NotNull(WhoGivesWayTo(one));
        Assert.Equal(7, _counts.Addresses);

        // It gave way before: that it ends then makes no more room.
        _counts.Leave(a[0]);
        Assert.Equal(Admission.RoomIsFull, _counts.TryEnter(Seat("h"), out _));
    }

    [Fact]
    public void Networks_of_one_site_count_together_when_somebody_has_to_give_way()
    {
        Enter("x", 3, site: "x");
        for (int i = 0; i < 4; i++) Enter($"s{i}", 1, site: "s");
        Assert.StartsWith("s", WhoGivesWayTo("new").Origin.Network, StringComparison.Ordinal);
        Assert.Equal("x", WhoGivesWayTo("newer").Origin.Network);

        // What is left is x 2, s 3, new 1, newer 1: a further network of the site takes from no other site.
        Assert.Equal(Admission.RoomIsFull, _counts.TryEnter(Seat("s9", "s"), out _));
    }

    [Fact]
    public void Within_the_largest_site_the_network_with_most_gives_way()
    {
        List<ConnectionSeat> s = Enter("s0", 3, site: "s");
        Enter("s1", 1, site: "s");
        Enter("x", 3);
        Assert.Equal(Admission.Granted, _counts.TryEnter(Seat("s2", "s"), out ConnectionSeat? gone));
        Assert.Same(s[0], gone);
    }

    [Fact]
    public async Task The_oldest_idle_one_gives_way_and_the_newest_if_none_is_idle()
    {
        List<ConnectionSeat> a = Enter("a", 3), b = Enter("b", 3);
        Enter("c", 1);
        var hold = new TaskCompletionSource();
        var asked = new List<Task> { AskAsync(a[0], hold.Task) };
        asked.AddRange(b.Select(seat => AskAsync(seat, hold.Task)));
        Assert.Same(a[1], WhoGivesWayTo("d"));
        Assert.Same(b[2], WhoGivesWayTo("e"));
        hold.SetResult();
        await Task.WhenAll(asked);
        Assert.DoesNotContain(b, seat => seat.IsBusy);
    }

    [Fact]
    public void Refused_ones_are_not_remembered()
    {
        for (int i = 0; i < 1_000; i++)
            _counts.TryEnter(Seat(i.ToString(CultureInfo.InvariantCulture)), out _);
        Assert.Equal(7, _counts.Addresses);
    }

    [Fact]
    public void A_hundred_followers_with_other_requests_fit_behind_one_address()
    {
        var counts = new ConnectionCounts(new ConnectionLimits());
        int of = Enumerable.Range(0, 10_000).Count(i => counts.TryEnter(Seat("a"), out _) is Admission.Granted);
        Assert.InRange(of, 200, 300);
    }

    [Fact]
    public void Counts_hold_when_many_threads_come_and_go()
    {
        int open = 0, most = 0;
        var threads = Enumerable.Range(0, 4).Select(number => new Thread(() =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                ConnectionSeat seat = Seat(number % 2 == 0 ? "a" : "b");
                if (_counts.TryEnter(seat, out _) is not Admission.Granted) continue;
                int now = Interlocked.Increment(ref open);
                InterlockedMax(ref most, now);
                Interlocked.Decrement(ref open);
                _counts.Leave(seat);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.InRange(most, 1, 6);
        Assert.Equal(0, _counts.Addresses);
        Assert.Equal(3, Enter("a", 5).Count);
    }

    // Those that were let in, the oldest first.
    private List<ConnectionSeat> Enter(
        string network, int times, ConnectionRoom room = ConnectionRoom.Elsewhere, string? site = null) =>
        [
            .. Enumerable.Range(0, times).Select(_ => Seat(network, site, room))
                .Where(seat => _counts.TryEnter(seat, out _) is Admission.Granted),
        ];

    private ConnectionSeat WhoGivesWayTo(string network)
    {
        Assert.Equal(Admission.Granted, _counts.TryEnter(Seat(network), out ConnectionSeat? gone));
        Assert.NotNull(gone);
        return gone;
    }

    private static ConnectionSeat Seat(
        string network, string? site = null, ConnectionRoom room = ConnectionRoom.Elsewhere) =>
        new(new ConnectionOrigin(room, network, site ?? network, network), new DefaultConnectionContext());

    private static Task AskAsync(ConnectionSeat seat, Task answer)
    {
        var context = new DefaultHttpContext();
        context.Features.Set(seat);
        return ConnectionSeat.FollowAsync(context, _ => answer);
    }

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
