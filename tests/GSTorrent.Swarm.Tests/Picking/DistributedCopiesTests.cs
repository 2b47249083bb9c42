using CsCheck;
using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm.Tests.Picking;

public sealed class DistributedCopiesTests
{
    private const int Pieces = 5;
    private static readonly Gen<(int Who, int Action, int Number)> s_step =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 31]);

    [Fact]
    public void Copies_agree_with_counting_whatever_peers_say() =>
        Gen.Select(Gen.Int[0, Pieces - 1].Array[0, Pieces], s_step.Array[0, 40])
            .Sample((have, steps) =>
            {
                Scene scene = new Scene().With(Pieces, [.. have.Distinct()]);
                Peer[] peers = [scene.Connect(), scene.Connect(), scene.Connect()];
                foreach ((int who, int action, int number) in steps)
                {
                    Act(scene, peers[who], action, number);
                    Check(scene);
                }
            });

    [Fact]
    public void Nobody_connected_leaves_our_own()
    {
        Assert.Equal(0, new Scene().Swarm.Copies);
        Assert.Equal(0.4, new Scene().With(Pieces, 1, 3).Swarm.Copies);
        Assert.Equal(1, new Scene().With(2, 0, 1).Swarm.Copies);
        Assert.Empty(new Scene().With(2, 0, 1).Swarm.CountCopies());
    }

    private static void Act(Scene scene, Peer peer, int action, int number)
    {
        switch (action)
        {
            case 0: scene.Say(peer, PeerMessage.Have(number % Pieces)); break;
            case 1: scene.Say(peer, PeerMessage.Bitfield([(byte)(number << 3)])); break;
            case 2: scene.Say(peer, PeerMessage.HaveAll); break;
            case 3:
                scene.Say(peer, PeerMessage.Extended(ExtendedIds.LtDontHave, LtDontHave.ToBytes(number % Pieces)));
                break;
            case 4: scene.Swarm.PeerClosed(peer, scene.Now); break;
        }
    }

    private static void Check(Scene scene)
    {
        int[] others = new int[Pieces];
        foreach (Peer peer in scene.Swarm.Peers)
            for (int piece = 0; piece < Pieces; piece++) others[piece] += peer.Pieces[piece] ? 1 : 0;
        if (scene.Swarm.Peers.Count > 0) Assert.Equal(others, scene.Swarm.CountCopies());
        int[] all = [.. others.Select((count, piece) => count + (scene.Swarm.Have![piece] ? 1 : 0))];
        double expected = all.Min() + ((double)all.Count(count => count > all.Min()) / Pieces);
        Assert.Equal(expected, scene.Swarm.Copies, precision: 9);
    }
}
