using System.Net;
using GSTorrent.Server.Access;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Server.Tests.Access;

public sealed class SignInThrottleTests
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Two = IPAddress.Parse("192.0.2.2");
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_fifth_failure_locks_and_each_further_one_locks_for_longer()
    {
        var throttle = new SignInThrottle(_clock);
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
        var throttle = new SignInThrottle(_clock);
        for (int i = 0; i < 5; i++) throttle.Fail(One);
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf(Two));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf(One));
    }

    [Fact]
    public void Old_failures_are_forgotten()
    {
        var throttle = new SignInThrottle(_clock);
        for (int i = 0; i < 10; i++) throttle.Fail(One);
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.False(throttle.Fail(One));
    }

    [Fact]
    public void A_customer_network_is_one_address_and_mapped_ones_are_what_they_map()
    {
        var throttle = new SignInThrottle(_clock);
        for (int i = 0; i < 5; i++) throttle.Fail(IPAddress.Parse($"2001:db8::{i}"));
        Assert.True(throttle.WaitOf(IPAddress.Parse("2001:db8::ffff")) > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf(IPAddress.Parse("2001:db8:0:1::1")));
        for (int i = 0; i < 5; i++) throttle.Fail(One);
        Assert.True(throttle.WaitOf(One.MapToIPv6()) > TimeSpan.Zero);
    }

    [Fact]
    public void Memory_is_bounded_and_the_oldest_goes_first()
    {
        var throttle = new SignInThrottle(_clock, maxAddresses: 2);
        for (int i = 0; i < 5; i++) throttle.Fail(One);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        for (int i = 0; i < 5; i++) throttle.Fail(Two);
        throttle.Fail(IPAddress.Loopback);
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf(One));
        Assert.True(throttle.WaitOf(Two) > TimeSpan.Zero);
    }
}
