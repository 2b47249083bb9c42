using System.Net;
using CsCheck;
using GSTorrent.Primitives;

namespace GSTorrent.Engine.Tests.Connections;

public sealed class PeerBookTests
{
    private static readonly MonotonicTime s_start = new(1_000_000);

    [Theory]
    [InlineData("1.2.3.4", 0)]
    [InlineData("0.0.0.0", 80)]
    [InlineData("::", 80)]
    [InlineData("224.0.0.1", 80)]
    [InlineData("255.255.255.255", 80)]
    [InlineData("ff02::1", 80)]
    public void Where_no_peer_can_be_is_not_taken(string address, int port) =>
        Assert.False(Book().Add(new IPEndPoint(IPAddress.Parse(address), port), s_start));

    [Fact]
    public void An_address_is_known_once_in_whatever_dress()
    {
        PeerBook book = Book();
        Assert.True(book.Add(new IPEndPoint(IPAddress.Parse("1.2.3.4"), 80), s_start));
        Assert.False(book.Add(new IPEndPoint(IPAddress.Parse("::ffff:1.2.3.4"), 80), s_start));
        Assert.Equal(1, book.Count);
    }

    [Fact]
    public void Who_told_of_an_address_is_known_and_the_user_has_the_last_word()
    {
        PeerBook book = Book();
        book.Add(Peer(1), s_start);
        book.AddNamed(Peer(2), s_start);
        Assert.Equal([PeerSource.Tracker, PeerSource.Named], [book.SourceOf(Peer(1)), book.SourceOf(Peer(2))]);
        book.AddNamed(Peer(1), s_start);
        book.Add(Peer(2), s_start);
        Assert.Equal([PeerSource.Named, PeerSource.Named], [book.SourceOf(Peer(1)), book.SourceOf(Peer(2))]);
    }

    [Fact]
    public void A_peer_that_the_user_names_is_dialed_at_once()
    {
        PeerBook book = Book();
        book.Add(Peer(1), s_start);
        Assert.True(book.TryTake(s_start, out IPEndPoint? taken));
        book.Failed(taken!, s_start);
        Assert.False(book.TryTake(s_start, out _));
        book.AddNamed(Peer(1), s_start);
        Assert.True(book.TryTake(s_start, out _));
        book.AddNamed(Peer(2), s_start);
        Assert.True(book.TryTake(s_start, out taken));
        Assert.Equal(Peer(2), taken);
    }

    [Fact]
    public void Failures_double_the_pause_up_to_half_an_hour()
    {
        PeerBook book = Book();
        book.Add(Peer(1), s_start);
        MonotonicTime now = s_start;
        long expected = 5_000;
        for (int failure = 0; failure < 20; failure++)
        {
            Assert.True(book.TryTake(now, out IPEndPoint? taken));
            book.Failed(taken!, now);
            Assert.False(book.TryTake(now + (expected - 1), out _));
            now += expected + 1000;
            expected = Math.Min(expected * 2, 30 * 60_000);
        }
    }

    [Fact]
    public void One_that_drops_us_at_once_is_dialed_less_and_less()
    {
        PeerBook book = Book();
        book.Add(Peer(1), s_start);
        MonotonicTime now = s_start;
        int dials = 0;
        for (; now - s_start < 3_600_000; now += 1000)
        {
            if (!book.TryTake(now, out IPEndPoint? taken)) continue;
            dials++;
            book.Disconnected(taken!, isOfNoUse: false, livedMs: 10, now);
        }

        Assert.InRange(dials, 5, 12);
    }

    [Fact]
    public void A_seed_is_left_alone_by_a_seed()
    {
        PeerBook book = Book();
        book.Add(Peer(1), s_start);
        Assert.True(book.TryTake(s_start, out IPEndPoint? taken));
        book.Disconnected(taken!, isOfNoUse: true, livedMs: 3_600_000, s_start);
        Assert.False(book.TryTake(s_start + (29 * 60_000), out _));
        Assert.True(book.TryTake(s_start + (31 * 60_000), out _));
    }

    [Fact]
    public void What_we_ended_ourselves_may_go_on_at_once()
    {
        PeerBook book = Book();
        book.Add(Peer(1), s_start);
        Assert.True(book.TryTake(s_start, out IPEndPoint? taken));
        Assert.False(book.TryTake(s_start, out _));
        book.Postpone(taken!);
        Assert.True(book.TryTake(s_start, out _));
    }

    [Fact]
    public void A_bad_one_is_never_dialed_even_if_the_user_is_impatient()
    {
        PeerBook book = Book();
        book.Add(Peer(1), s_start);
        book.MarkBad(Peer(1));
        book.Retry(s_start);
        Assert.False(book.TryTake(s_start + 1_000_000_000, out _));
    }

    [Fact]
    public void A_banned_one_is_not_dialed_until_bans_change()
    {
        PeerBook book = Book();
        book.Add(Peer(1), s_start);
        Assert.True(book.TryTake(s_start, out IPEndPoint? taken));
        book.MarkBanned(taken!);
        book.Retry(s_start);
        Assert.False(book.TryTake(s_start + 1_000_000_000, out _));
        book.ForgetBans();
        Assert.True(book.TryTake(s_start, out _));
    }

    [Fact]
    public void A_flood_of_addresses_finds_a_limit_and_makes_way_for_fresh_ones_when_they_fail()
    {
        PeerBook book = Book();
        for (int i = 1; i <= 5000; i++) book.Add(Peer(i), s_start);
        Assert.Equal(3000, book.Count);
        Assert.False(book.Add(Peer(9999), s_start));
        MonotonicTime now = s_start;
        for (int round = 0; round < 4; round++, now += 60_000)
            while (book.TryTake(now, out IPEndPoint? taken)) book.Failed(taken!, now);
        Assert.True(book.Add(Peer(9999), now));
        Assert.Equal(3000, book.Count);
    }

    [Fact]
    public void An_address_is_never_out_twice_and_never_before_its_time() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 6], Gen.Int[0, 100_000]).Array[1, 300].Sample(steps =>
        {
            PeerBook book = Book();
            MonotonicTime now = s_start;
            HashSet<IPEndPoint> busy = [];
            foreach ((int peer, int action, int gapMs) in steps)
            {
                now += gapMs;
                if (action == 0) book.Add(Peer(peer), now);
                else if (action == 1) book.Retry(now);
                else if (action == 2 && book.TryTake(now, out IPEndPoint? taken) && !busy.Add(taken!)) return false;
                else if (action == 3 && busy.Remove(Peer(peer))) book.Failed(Peer(peer), now);
                else if (action == 4 && busy.Remove(Peer(peer))) book.Postpone(Peer(peer));
                else if (action == 5 && busy.Remove(Peer(peer))) book.Disconnected(Peer(peer), false, gapMs, now);
                else if (action == 6) book.MarkBad(Peer(5));
            }

            return book.Count <= 6;
        });

    private static PeerBook Book() => new(new Random(1));

    private static IPEndPoint Peer(int number) => new(new IPAddress([10, 0, (byte)(number >> 8), (byte)number]), 6881);
}
