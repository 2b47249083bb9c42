using System.Net;
using GSTorrent.Application.Access;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Application.Tests.Access;

public sealed class SignInThrottleTests
{
    private static readonly string One = KeyOf("192.0.2.1");
    private static readonly string Two = KeyOf("192.0.2.2");
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_fifth_failure_locks_and_each_further_one_locks_for_longer()
    {
        var throttle = New();
        for (int i = 0; i < 4; i++) Assert.False(throttle.Fail(One));
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf(One));
        Assert.True(throttle.Fail(One));
        TimeSpan last = throttle.WaitOf(One);
        Assert.Equal(TimeSpan.FromSeconds(1), last);
        for (int i = 0; i < 20; i++)
        {
            throttle.Fail(One);
            Assert.True(throttle.WaitOf(One) >= last);
            last = throttle.WaitOf(One);
        }

        Assert.Equal(TimeSpan.FromMinutes(15), last);
    }

    [Fact]
    public void Others_are_never_locked_and_locks_end()
    {
        var throttle = New();
        for (int i = 0; i < 5; i++) throttle.Fail(One);
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf(Two));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf(One));
    }

    [Fact]
    public void Old_failures_are_forgotten()
    {
        var throttle = New();
        for (int i = 0; i < 10; i++) throttle.Fail(One);
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.False(throttle.Fail(One));
    }

    [Fact]
    public void A_customer_network_is_one_address_and_mapped_ones_are_what_they_map()
    {
        var throttle = New();
        for (int i = 0; i < 5; i++) throttle.Fail(KeyOf($"2001:db8::{i}"));
        Assert.True(throttle.WaitOf(KeyOf("2001:db8::ffff")) > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf(KeyOf("2001:db8:0:1::1")));
        for (int i = 0; i < 5; i++) throttle.Fail(One);
        Assert.True(throttle.WaitOf(KeyOf("::ffff:192.0.2.1")) > TimeSpan.Zero);
    }

    [Fact]
    public void Memory_is_bounded_and_the_oldest_goes_first()
    {
        var throttle = New(maxKeys: 2);
        for (int i = 0; i < 5; i++) throttle.Fail(One);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        for (int i = 0; i < 5; i++) throttle.Fail(Two);
        throttle.Fail(KeyOf("127.0.0.1"));
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf(One));
        Assert.True(throttle.WaitOf(Two) > TimeSpan.Zero);
    }

    [Fact]
    public void Attempts_at_the_same_time_count_as_if_they_had_failed()
    {
        SignInThrottle throttle = New();
        for (int i = 0; i < 5; i++) Assert.Equal(TimeSpan.Zero, throttle.TryBegin(One));
        Assert.True(throttle.TryBegin(One) > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, throttle.TryBegin(Two));
        for (int i = 0; i < 4; i++) Assert.False(throttle.End(One, failed: true));
        Assert.False(throttle.End(One, failed: false));
        Assert.Equal(TimeSpan.Zero, throttle.TryBegin(One));
        Assert.True(throttle.TryBegin(One) > TimeSpan.Zero);
        Assert.True(throttle.End(One, failed: true));
        Assert.True(throttle.TryBegin(One) > TimeSpan.Zero);
    }

    [Fact]
    public void Success_does_not_wipe_failures_out()
    {
        SignInThrottle throttle = New();
        for (int i = 0; i < 4; i++) throttle.Fail(One);
        Assert.Equal(TimeSpan.Zero, throttle.TryBegin(One));
        throttle.End(One, failed: false);
        Assert.True(throttle.Fail(One));
    }

    private static string KeyOf(string address) => CallerPlace.KeyOf(IPAddress.Parse(address));

    private SignInThrottle New(int maxKeys = 10_000) => new(_clock, TimeSpan.FromMinutes(15), maxKeys);
}
