using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests.Extensions;

/// <summary>An extended handshake may be repeated, and then tells only what changed (BEP 10).</summary>
public sealed class RepeatedHandshakeTests
{
    [Fact]
    public void What_is_not_mentioned_again_stays_known()
    {
        Scene scene = new Scene().With(pieces: 2);
        Peer peer = scene.Connect();
        Say(scene, peer, new ExtendedHandshake
        {
            UtMetadata = 3,
            LtDontHave = 4,
            ClientName = "first",
            ListenPort = 5,
            RequestQueueLimit = 6,
            MetadataSize = 7,
            UploadOnly = true,
        });
        Say(scene, peer, new ExtendedHandshake { ClientName = "second" });
        Assert.Equal((3, 4, "second"), (peer.MetadataId, peer.DontHaveId, peer.ClientName));
        Assert.Equal((5, 6, 7), (peer.ListenPort, peer.Requests.PeerLimit, peer.MetadataSize));
        Assert.True(peer.IsUploadOnly);
    }

    [Fact]
    public void An_extension_can_be_turned_off_and_a_leecher_can_come_back()
    {
        Scene scene = new Scene().With(pieces: 2);
        Peer peer = scene.Connect();
        Say(scene, peer, new ExtendedHandshake { UtMetadata = 3, UploadOnly = true });
        Say(scene, peer, new ExtendedHandshake { UtMetadata = 0, UploadOnly = false });
        Assert.Equal(0, peer.MetadataId);
        Assert.False(peer.IsUploadOnly);
    }

    [Fact]
    public void A_peer_that_says_nothing_has_the_defaults()
    {
        Scene scene = new Scene().With(pieces: 2);
        Peer peer = scene.Connect();
        int limit = peer.Requests.PeerLimit;
        Say(scene, peer, new ExtendedHandshake());
        Assert.Equal(limit, peer.Requests.PeerLimit);
        Assert.Equal(("", 0), (peer.ClientName, peer.MetadataSize));
        Assert.Null(peer.ListenPort);
    }

    private static void Say(Scene scene, Peer peer, ExtendedHandshake handshake) =>
        scene.Say(peer, PeerMessage.Extended(ExtendedIds.Handshake, handshake.ToBytes()));
}
