using GSTorrent.Primitives;

namespace GSTorrent.Swarm.Tests.Choking;

public sealed class ChokerTests
{
    private const int Slots = 4;
    private readonly Choker _choker = new(new Random(1));
    private readonly HashSet<Peer> _chosen = [];

    [Fact]
    public void Those_who_give_most_are_chosen_and_one_by_chance()
    {
        List<Peer> peers = Interested(20);
        for (int i = 0; i < peers.Count; i++) peers[i].RoundDownloaded = i;
        var lucky = new HashSet<Peer>();
        for (long ms = 0; ms < 3_000_000; ms += Choker.RoundMs)
        {
            _choker.Choose(peers, isSeeding: false, Slots, new MonotonicTime(ms), _chosen);
            Assert.Equal(Slots, _chosen.Count);
            Assert.Superset(peers.TakeLast(Slots - 1).ToHashSet(), _chosen);
            lucky.UnionWith(_chosen.Except(peers.TakeLast(Slots - 1)));
            Assert.Equal(_chosen.Except(peers.TakeLast(Slots - 1)).Single(), _choker.Optimistic);
        }

        Assert.Equal(17, lucky.Count);
    }

    [Fact]
    public void An_optimistic_unchoke_lasts_three_rounds()
    {
        List<Peer> peers = Interested(50);
        for (int i = 0; i < 3; i++) peers[i].RoundDownloaded = 1;
        var lucky = new List<Peer>();
        for (long ms = 0; ms < 90_000; ms += Choker.RoundMs)
        {
            _choker.Choose(peers, isSeeding: false, Slots, new MonotonicTime(ms), _chosen);
            lucky.Add(_chosen.Except(peers.Take(3)).Single());
        }

        for (int i = 0; i < 9; i += 3) Assert.Single(lucky.Skip(i).Take(3).Distinct());
        Assert.InRange(lucky.Distinct().Count(), 2, 3);
    }

    [Fact]
    public void Whoever_snubs_us_does_not_earn_a_place()
    {
        List<Peer> peers = Interested(20);
        for (int i = 0; i < peers.Count; i++) peers[i].RoundDownloaded = i;
        peers[^1].IsSnubbed = true;
        int times = 0;
        for (int round = 0; round < 30; round++)
        {
            _choker.Choose(peers, isSeeding: false, Slots, new MonotonicTime(round * 30_000L), _chosen);
            if (_chosen.Contains(peers[^1])) times++;
        }

        Assert.InRange(times, 0, 10);
    }

    [Fact]
    public void A_seed_gives_each_its_turn()
    {
        List<Peer> peers = Interested(20);
        var rounds = peers.ToDictionary(peer => peer, _ => 0);
        for (long ms = 0; ms < 1_500_000; ms += Choker.RoundMs)
        {
            var now = new MonotonicTime(ms);
            _choker.Choose(peers, isSeeding: true, Slots, now, _chosen);
            Assert.Equal(Slots, _chosen.Count);
            foreach (Peer peer in peers) Apply(peer, now, rounds);
        }

        Assert.Null(_choker.Optimistic);
        // 150 rounds of 4 places for 20 peers.
        Assert.All(rounds.Values, count => Assert.InRange(count, 27, 33));
    }

    [Fact]
    public void A_newcomer_waits_behind_those_who_wait()
    {
        List<Peer> peers = Interested(6);
        for (int i = 0; i < peers.Count; i++) peers[i].ChokedAt = new MonotonicTime(i);
        _choker.Choose(peers, isSeeding: true, Slots, new MonotonicTime(100), _chosen);
        Assert.Equal(peers.Take(Slots).ToHashSet(), _chosen);
    }

    [Fact]
    public void Only_who_wants_something_is_chosen()
    {
        List<Peer> peers = Interested(5);
        peers[0].PeerInterested = false;
        peers[1].Pieces.SetAll();
        peers[2].IsLeaving = true;
        _choker.Choose(peers, isSeeding: false, Slots, new MonotonicTime(0), _chosen);
        Assert.Equal(peers.Skip(3).ToHashSet(), _chosen);
        _choker.Choose(peers, isSeeding: false, slots: 0, new MonotonicTime(0), _chosen);
        Assert.Empty(_chosen);
    }

    private void Apply(Peer peer, MonotonicTime now, Dictionary<Peer, int> rounds)
    {
        bool isChosen = _chosen.Contains(peer);
        if (isChosen) rounds[peer]++;
        if (isChosen && peer.AmChoking) peer.UnchokedAt = now;
        if (!isChosen && !peer.AmChoking) peer.ChokedAt = now;
        peer.AmChoking = !isChosen;
    }

    private static List<Peer> Interested(int count)
    {
        var peers = new List<Peer>();
        for (int i = 0; i < count; i++)
        {
            Peer peer = TestPeers.WithPieces(4);
            peer.PeerInterested = true;
            peers.Add(peer);
        }

        return peers;
    }
}
