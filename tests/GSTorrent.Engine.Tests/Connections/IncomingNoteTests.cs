using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Engine.Tests.Connections;

public sealed class IncomingNoteTests
{
    [Fact]
    public void Only_other_machines_prove_that_we_can_be_reached()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000));
        var note = new IncomingNote(time);
        note.Hear(IPAddress.Loopback);
        note.Hear(IPAddress.IPv6Loopback);
        note.Hear(IPAddress.Parse("127.3.2.1"));
        Assert.Equal(0, note.LastUnixMs);
        note.Hear(IPAddress.Parse("192.0.2.7"));
        Assert.Equal(1_800_000_000_000, note.LastUnixMs);
        time.Advance(TimeSpan.FromSeconds(5));
        note.Hear(IPAddress.Loopback);
        Assert.Equal(1_800_000_000_000, note.LastUnixMs);
        note.Hear(IPAddress.Parse("2001:db8::1"));
        Assert.Equal(1_800_000_005_000, note.LastUnixMs);
    }

    [Fact]
    public void Each_family_of_addresses_has_its_own_proof()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000));
        var note = new IncomingNote(time);
        note.Hear(IPAddress.Parse("::ffff:192.0.2.7"));
        note.Hear(IPAddress.Parse("::ffff:127.0.0.7"));
        Assert.Equal(0, note.LastBy(AddressFamily.InterNetworkV6));
        Assert.Equal(1_800_000_000_000, note.LastBy(AddressFamily.InterNetwork));
        time.Advance(TimeSpan.FromSeconds(1));
        note.Hear(IPAddress.Parse("2001:db8::1"));
        Assert.Equal(1_800_000_001_000, note.LastBy(AddressFamily.InterNetworkV6));
        Assert.Equal(1_800_000_000_000, note.LastBy(AddressFamily.InterNetwork));
    }
}
