using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>
/// Decides whose requests are answered. While downloading: those who give us most, plus one by chance so that newcomers
/// get a start (BEP 3, tit for tat with optimistic unchoke). While seeding: each in turn, longest waiting first.
/// </summary>
internal sealed class Choker(Random random)
{
    /// <summary>Milliseconds between two rounds.</summary>
    public const long RoundMs = 10_000;

    /// <summary>Milliseconds that an optimistic unchoke lasts.</summary>
    private const long OptimisticMs = 30_000;

    /// <summary>Milliseconds after which a seed gives the place to one who waits.</summary>
    private const long SeedTurnMs = 30_000;

    private readonly List<Peer> _candidates = [];
    private Peer? _optimistic;
    private MonotonicTime _optimisticSince = MonotonicTime.Never;

    /// <summary>Who was chosen by chance in the last round; null if nobody had to be.</summary>
    public Peer? Optimistic { get; private set; }

    /// <summary>
    /// Chooses the peers to be unchoked; those of <paramref name="peers"/> that are not in it are to be choked.
    /// </summary>
    public void Choose(IReadOnlyList<Peer> peers, bool isSeeding, int slots, MonotonicTime now, HashSet<Peer> chosen)
    {
        chosen.Clear();
        _candidates.Clear();
        Optimistic = null;
        foreach (Peer peer in peers)
            if (peer.PeerInterested && !peer.IsSeed && !peer.IsLeaving) _candidates.Add(peer);
        if (slots <= 0) return;
        if (_candidates.Count <= slots)
        {
            chosen.UnionWith(_candidates);
            return;
        }

        if (isSeeding) ChooseInTurn(slots, now, chosen);
        else ChooseByRate(slots, now, chosen);
    }

    private void ChooseByRate(int slots, MonotonicTime now, HashSet<Peer> chosen)
    {
        _candidates.Sort(static (left, right) => RateRank(right).CompareTo(RateRank(left)));
        for (int i = 0; i < Math.Max(slots - 1, 0); i++) chosen.Add(_candidates[i]);
        bool stays = _optimistic is not null && _candidates.Contains(_optimistic)
                     && now - _optimisticSince < OptimisticMs && !chosen.Contains(_optimistic);
        if (!stays) RenewOptimistic(chosen, now);
        if (_optimistic is not null) chosen.Add(_optimistic);
        Optimistic = _optimistic;
    }

    // A snubber gives nothing: whatever it gave before does not count.
    private static long RateRank(Peer peer) => peer.IsSnubbed ? -1 : peer.RoundDownloaded;

    private void RenewOptimistic(HashSet<Peer> chosen, MonotonicTime now)
    {
        _candidates.RemoveAll(chosen.Contains);
        _optimistic = _candidates.Count == 0 ? null : _candidates[random.Next(_candidates.Count)];
        _optimisticSince = now;
    }

    private void ChooseInTurn(int slots, MonotonicTime now, HashSet<Peer> chosen)
    {
        // Those within their turn stay; then who has waited longest. A new one has waited since it came: coming back
        // is not a way to the front.
        _candidates.Sort((left, right) => TurnRank(left, now).CompareTo(TurnRank(right, now)));
        for (int i = 0; i < slots; i++) chosen.Add(_candidates[i]);
    }

    private static (int Class, long Since) TurnRank(Peer peer, MonotonicTime now)
    {
        if (!peer.AmChoking && now - peer.UnchokedAt < SeedTurnMs) return (0, peer.UnchokedAt.Milliseconds);
        return peer.AmChoking ? (1, peer.ChokedAt.Milliseconds) : (2, peer.UnchokedAt.Milliseconds);
    }
}
