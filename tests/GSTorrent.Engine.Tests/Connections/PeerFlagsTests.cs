using System.Net;

namespace GSTorrent.Engine.Tests.Connections;

public sealed class PeerFlagsTests
{
    private static readonly PeerSnapshot s_idle = new()
    {
        Address = new IPEndPoint(IPAddress.Loopback, 1),
        AmChoking = true,
        PeerChoking = true,
    };

    [Fact]
    public void Each_side_has_a_letter_for_what_it_wants_and_gets()
    {
        Assert.Equal("", s_idle.Flags);
        Assert.Equal("d", (s_idle with { AmInterested = true }).Flags);
        Assert.Equal("D", (s_idle with { AmInterested = true, PeerChoking = false }).Flags);
        Assert.Equal("K", (s_idle with { PeerChoking = false }).Flags);
        Assert.Equal("u", (s_idle with { PeerInterested = true }).Flags);
        Assert.Equal("U", (s_idle with { PeerInterested = true, AmChoking = false }).Flags);
        Assert.Equal("?", (s_idle with { AmChoking = false }).Flags);
    }

    [Fact]
    public void They_stand_in_one_order_with_blanks_between()
    {
        PeerSnapshot peer = s_idle with
        {
            IsIncoming = true,
            IsSnubbed = true,
            IsOptimistic = true,
            AmInterested = true,
            PeerInterested = true,
            AmChoking = false,
        };
        Assert.Equal("d U O S I", peer.Flags);
        Assert.Equal("K ? I", (s_idle with { IsIncoming = true, AmChoking = false, PeerChoking = false }).Flags);
    }
}
