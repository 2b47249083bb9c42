using System.Net;
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
}
