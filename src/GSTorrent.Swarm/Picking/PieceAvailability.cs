using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>
/// Which pieces are wanted and startable, and how many peers have each. Peers that have everything are left out:
/// they make no piece rarer than another.
/// </summary>
internal sealed class PieceAvailability
{
    private readonly PieceGeometry _geometry;
    private readonly ushort[] _counts;
    private readonly PiecePriority[] _priorities;
    private Bitfield? _first;

    public PieceAvailability(PieceGeometry geometry, Random random)
    {
        _geometry = geometry;
        _counts = new ushort[geometry.PieceCount];
        _priorities = new PiecePriority[geometry.PieceCount];
        Startable = new RarityIndex(geometry.PieceCount, random);
    }

    /// <summary>Wanted pieces that are neither here nor open.</summary>
    public RarityIndex Startable { get; }

    /// <summary>Connected peers that have everything.</summary>
    public int SeedCount { get; private set; }

    /// <summary>Changes with every count.</summary>
    public long Version { get; private set; }

    public PiecePriority PriorityOf(int piece) => _priorities[piece];

    public bool IsWanted(int piece) => _priorities[piece] != PiecePriority.Skip;

    /// <summary>How many connected peers have the piece, without those that have everything.</summary>
    public int LeecherCountOf(int piece) => _counts[piece];

    /// <summary>The piece may be started, now or again.</summary>
    public void MakeStartable(int piece)
    {
        if (IsWanted(piece) && !Startable.Contains(piece))
            Startable.Insert(piece, _priorities[piece], _counts[piece]);
    }

    public void MakeUnstartable(int piece) => Startable.Remove(piece);

    /// <summary>Takes new priorities; the caller makes startable what has become so.</summary>
    public void SetPriority(int piece, FilePriority priority)
    {
        PiecePriority own = Combine(priority, _first is not null && _first[piece]);
        if (_priorities[piece] == own) return;
        Startable.Remove(piece);
        _priorities[piece] = own;
    }

    /// <summary>These go before all others from now on, as far as they are wanted; null is none.</summary>
    public void SetFirst(Bitfield? first)
    {
        _first = first;
        for (int piece = 0; piece < _priorities.Length; piece++)
        {
            PiecePriority before = _priorities[piece];
            bool wasFirst = before > PiecePriority.High;
            bool isStartable = Startable.Contains(piece);
            SetPriority(piece, wasFirst ? (FilePriority)(before - PiecePriority.High) : (FilePriority)before);
            if (isStartable) MakeStartable(piece);
        }
    }

    public void AddPeer(Peer peer)
    {
        peer.IsCountedAsSeed = peer.Pieces.IsAll;
        if (peer.IsCountedAsSeed) CountSeed(1);
        else ForEach(peer.Pieces, Increment);
    }

    public void RemovePeer(Peer peer)
    {
        if (peer.IsCountedAsSeed) CountSeed(-1);
        else ForEach(peer.Pieces, Decrement);
        peer.IsCountedAsSeed = false;
    }

    public void PeerHas(int piece) => Increment(piece);

    public void PeerLost(Peer peer, int piece)
    {
        if (peer.IsCountedAsSeed)
        {
            peer.IsCountedAsSeed = false;
            CountSeed(-1);
            for (int i = 0; i < _geometry.PieceCount; i++) Increment(i);
        }

        Decrement(piece);
    }

    private static PiecePriority Combine(FilePriority priority, bool isFirst) =>
        (PiecePriority)((int)priority + (isFirst && priority != FilePriority.Skip ? (int)PiecePriority.High : 0));

    private void CountSeed(int change)
    {
        SeedCount += change;
        Version++;
    }

    private void Increment(int piece)
    {
        Version++;
        if (_counts[piece] == ushort.MaxValue) return;
        Startable.Increment(piece, _priorities[piece], _counts[piece]++);
    }

    private void Decrement(int piece)
    {
        Version++;
        if (_counts[piece] == 0) return;
        Startable.Decrement(piece, _priorities[piece], _counts[piece]--);
    }

    private static void ForEach(Bitfield pieces, Action<int> action)
    {
        for (int i = 0; i < pieces.Length; i++)
            if (pieces[i]) action(i);
    }
}
