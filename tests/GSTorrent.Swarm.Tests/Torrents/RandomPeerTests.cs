using CsCheck;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests.Torrents;

/// <summary>Peers that say anything at any time, before and after the metainfo is known.</summary>
public sealed class RandomPeerTests
{
    private static readonly Gen<int> Number = Gen.OneOf(Gen.Int[0, 5], Gen.Const(Scene.Block), Gen.Const(int.MaxValue));

    [Fact]
    public void Nothing_that_peers_say_throws_leaks_or_breaks_the_books() =>
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 17], Gen.Int[0, 2], Number, Number, Number).Array[0, 120])
            .Sample((isMagnet, steps) =>
            {
                var scene = new Scene();
                if (!isMagnet) scene.With(4, 1);
                Peer[] peers =
                [
                    scene.Connect(), scene.Connect(ReservedBits.None), scene.Connect(ReservedBits.Fast, 10, 0, 0, 1),
                ];
                foreach ((int action, int who, int first, int second, int third) in steps)
                {
                    Act(scene, peers[who], action, (first, second, third));
                    CheckBooks(scene, peers);
                }

                End(scene, peers);
            }, iter: 3000);

    private static void Act(Scene scene, Peer peer, int action, (int First, int Second, int Third) numbers)
    {
        var request = new BlockRequest(numbers.First, numbers.Second, Math.Min(numbers.Third, Scene.Block));
        switch (action)
        {
            case 0: scene.Say(peer, PeerMessage.Choke); break;
            case 1 or 2: scene.Say(peer, PeerMessage.Unchoke); break;
            case 3: scene.Say(peer, PeerMessage.Interested); break;
            case 4: scene.Say(peer, PeerMessage.NotInterested); break;
            case 5: scene.Say(peer, PeerMessage.Have(numbers.First)); break;
            case 6: scene.Say(peer, PeerMessage.Bitfield([(byte)(numbers.First << 4)])); break;
            case 7: scene.Say(peer, PeerMessage.HaveAll); break;
            case 8: scene.Say(peer, PeerMessage.ForRequest(request with { Length = numbers.Third })); break;
            case 9: scene.Say(peer, PeerMessage.Cancel(request)); break;
            case 10: scene.Say(peer, PeerMessage.Reject(peer.Requests.Count > 0 ? peer.Requests[0] : request)); break;
            case 11: scene.Give(peer, request); break;
            case 12 or 13 when peer.Requests.Count > 0:
                scene.Give(peer, peer.Requests[numbers.First % peer.Requests.Count]);
                break;
            case 14: scene.Pass(numbers.First % 30); break;
            case 15 when scene.Effects.Stored.Count > 0:
                scene.Judge((StoreOutcome)(numbers.First % 3), (byte)numbers.Second, (byte)numbers.Third);
                break;
            case 17: scene.Say(peer, PeerMessage.AllowedFast(numbers.First)); break;
            case 16:
                byte[] payload = [(byte)'d', (byte)numbers.Second, (byte)'e'];
                scene.Say(peer, PeerMessage.Extended((byte)numbers.First, payload));
                break;
        }
    }

    // Who was asked for what: the piece and the peer must agree at any time.
    private static void CheckBooks(Scene scene, Peer[] peers)
    {
        int asked = 0, buffers = 0;
        foreach (OpenPiece piece in scene.Swarm.OpenPieces)
        {
            for (int block = 0; block < piece.BlockCount; block++)
            {
                asked += piece.RequestCountOf(block);
                if (piece.Buffers[block] is not null) buffers++;
                var request = new BlockRequest(piece.Index, block * Scene.Block, Scene.Block);
                foreach (Peer peer in peers)
                    Assert.Equal(peer.Requests.Contains(request), piece.IsRequestedFrom(block, peer));
            }
        }

        Assert.Equal(peers.Sum(peer => peer.Requests.Count), asked);
        Assert.Equal(buffers, scene.Pool.RentedCount);
    }

    private static void End(Scene scene, Peer[] peers)
    {
        scene.Swarm.Stop(DisconnectReason.Shutdown);
        foreach (Peer peer in peers) scene.Swarm.PeerClosed(peer, scene.Now);
        while (scene.Effects.Stored.Count > 0) scene.Judge(StoreOutcome.Stored);
        Assert.Empty(scene.Swarm.Peers);
        Assert.DoesNotContain(scene.Swarm.OpenPieces, piece => !piece.IsOnParole);
        Assert.Equal(0, scene.Pool.RentedCount);
    }
}
