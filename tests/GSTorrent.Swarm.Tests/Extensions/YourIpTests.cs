using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests.Extensions;

/// <summary>Each side of a connection tells the other under which address it is seen (BEP 10).</summary>
public sealed class YourIpTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_peer_is_told_its_address_if_it_is_known(bool isKnown)
    {
        Scene scene = new Scene().With(pieces: 2);
        byte[]? address = isKnown ? [5, 6, 7, 8] : null;
        var peer = new Peer(default, ReservedBits.ExtensionProtocol, isIncoming: true, connection: null)
        {
            Address = address,
        };
        scene.Swarm.PeerConnected(peer, scene.Now);
        PeerMessage sent = Assert.Single(scene.Effects.Take(peer, MessageKind.Extended));
        Assert.True(ExtendedHandshake.TryParse(sent.Bytes, out ExtendedHandshake? handshake));
        Assert.Equal(address, handshake!.YourIp);
    }

    [Fact]
    public void What_a_peer_tells_stays_known_until_it_tells_another()
    {
        Scene scene = new Scene().With(pieces: 2);
        Peer peer = scene.Connect();
        Assert.Null(peer.YourIp);
        Say(scene, peer, new ExtendedHandshake { YourIp = [1, 2, 3, 4] });
        Say(scene, peer, new ExtendedHandshake());
        Assert.Equal([1, 2, 3, 4], peer.YourIp);
        Say(scene, peer, new ExtendedHandshake { YourIp = [4, 3, 2, 1] });
        Assert.Equal([4, 3, 2, 1], peer.YourIp);
    }

    private static void Say(Scene scene, Peer peer, ExtendedHandshake handshake) =>
        scene.Say(peer, PeerMessage.Extended(ExtendedIds.Handshake, handshake.ToBytes()));
}
