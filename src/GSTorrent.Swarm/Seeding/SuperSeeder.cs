using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>
/// Super-seeding (BEP 16), for the first seed of a torrent with a slow line: we look as if we had nothing and tell each
/// peer of a few pieces that no other has. It hears of more when those have shown up at another peer. So every piece
/// leaves us about once, and who does not pass on what it got gets no more.
/// </summary>
internal sealed class SuperSeeder(SwarmState state)
{
    /// <summary>
    /// Bytes of pieces that a peer is told of ahead, so that its line does not run dry between two: at first, and at
    /// most. Each piece that it has passed on earns it one more, as some tell what they have only once a second.
    /// </summary>
    private const int FirstWindowBytes = 512 * 1024;
    private const int LastWindowBytes = 2 * 1024 * 1024;
    private const int MinWindow = 2;
    private const int MaxWindow = 128;

    /// <summary>
    /// A peer that has got no piece from anybody for so long is told of others: those that it knows of it may not want,
    /// or nobody can take them from it.
    /// </summary>
    private const long PatienceMs = 20_000;

    /// <summary>
    /// Where peers cannot reach each other, nothing is ever passed on: each wait in vain doubles what they get, up to
    /// so many windows a wait. Who is only selfish gets no more than that either.
    /// </summary>
    private const int MaxWindows = 8;

    private int[] _underWay = [];

    /// <summary>Does the user want it?</summary>
    public bool IsWanted { get; set; }

    /// <summary>Only one who has everything can do it.</summary>
    public bool IsActive => IsWanted && state.IsComplete;

    private int FirstWindow => WindowOf(FirstWindowBytes);

    /// <summary>The peer has been told nothing of our pieces yet: shall it be so?</summary>
    public bool TryBegin(Peer peer)
    {
        if (!IsActive) return false;
        int pieceCount = state.Geometry!.PieceCount;
        if (_underWay.Length != pieceCount) _underWay = new int[pieceCount];
        peer.Offers = new PieceOffers(pieceCount) { Window = FirstWindow };
        return true;
    }

    /// <summary>May the peer have the piece?</summary>
    public static bool MaySend(Peer peer, int piece) => peer.Offers is not { } offers || offers.Told[piece];

    /// <summary>
    /// The peers that know too much of our pieces, or too little, are to come back: nothing takes back a bitfield, and
    /// to tell of all pieces one by one may be more than a connection holds.
    /// </summary>
    public void Reintroduce()
    {
        for (int i = state.Peers.Count - 1; i >= 0; i--)
        {
            Peer peer = state.Peers[i];
            if ((peer.Offers is not null) != IsActive && !peer.IsSeed)
                state.Disconnect(peer, DisconnectReason.Reintroduced);
        }
    }

    /// <summary>After messages of the peer: its first offers are made when it has said what it has.</summary>
    public void Welcome(Peer peer, MonotonicTime now)
    {
        if (peer.Offers is not { HasBegun: false } offers) return;
        offers.HasBegun = true;
        offers.ProgressAt = now;
        Fill(peer, offers, windows: 0, now);
    }

    /// <summary>What the peer has is another set of pieces now, or it is gone.</summary>
    public void Forget(Peer peer)
    {
        if (peer.Offers is not { } offers) return;
        foreach (PieceOffers.Offer offer in offers.Open)
            if (!offer.HasArrived) _underWay[offer.Piece]--;
        offers.Open.Clear();
        offers.HasBegun = false;
    }

    /// <summary>A peer has one piece more: who had it from us may hear of another.</summary>
    public void OnHave(Peer peer, int piece, MonotonicTime now)
    {
        if (!IsActive) return;
        if (peer.Offers is { } own)
        {
            own.ProgressAt = now;
            MarkArrived(own, piece);
        }

        foreach (Peer other in state.Peers)
            if (other.Offers is { } offers && Settle(other, offers, piece)) Fill(other, offers, windows: 0, now);
    }

    /// <summary>Once a second: who waits in vain, and whom the leaving of others has set free.</summary>
    public void Tick(MonotonicTime now)
    {
        if (!IsActive) return;
        bool hasUnsent = HasUnsent();
        foreach (Peer peer in state.Peers)
        {
            if (peer.Offers is not { } offers) continue;
            Welcome(peer, now);
            for (int i = offers.Open.Count - 1; i >= 0; i--) Settle(peer, offers, offers.Open[i].Piece);
            if (IsStarving(peer, offers, now))
            {
                Forget(peer);
                offers.HasBegun = true;
                offers.Window = FirstWindow;
                Fill(peer, offers, offers.Windows, now);
                offers.Windows = Math.Min(2 * offers.Windows, MaxWindows);
            }
            else if (hasUnsent)
            {
                Fill(peer, offers, windows: 0, now);
            }
        }
    }

    private static bool IsStarving(Peer peer, PieceOffers offers, MonotonicTime now)
    {
        if (now - offers.ProgressAt < PatienceMs) return false;
        if (!peer.PeerInterested) return true;
        foreach (PieceOffers.Offer offer in offers.Open)
            if (!offer.HasArrived) return false;
        return true;
    }

    private int WindowOf(int bytes) => Math.Clamp(bytes / state.Geometry!.PieceLength, MinWindow, MaxWindow);

    private void MarkArrived(PieceOffers offers, int piece)
    {
        for (int i = 0; i < offers.Open.Count; i++)
        {
            PieceOffers.Offer offer = offers.Open[i];
            if (offer.Piece != piece || offer.HasArrived) continue;
            offers.Open[i] = offer with { HasArrived = true };
            _underWay[piece]--;
        }
    }

    /// <summary>Ends the offer of the piece, if there is one and it has been passed on.</summary>
    private bool Settle(Peer peer, PieceOffers offers, int piece)
    {
        for (int i = 0; i < offers.Open.Count; i++)
        {
            PieceOffers.Offer offer = offers.Open[i];
            if (offer.Piece != piece || !offer.HasArrived) continue;
            bool isPassedOn = HasOneWithoutUs(piece, peer);
            if (!isPassedOn && IsOfUseToOthers(piece, peer)) return false;
            if (isPassedOn) offers.Windows = 1;
            offers.Open.RemoveAt(i);
            offers.Window = Math.Min(offers.Window + 1, WindowOf(LastWindowBytes));
            return true;
        }

        return false;
    }

    /// <summary>
    /// Tells the peer of as many pieces as it may have open: of those that nobody has, or of any if it gets
    /// <paramref name="windows"/> after it has waited in vain.
    /// </summary>
    private void Fill(Peer peer, PieceOffers offers, int windows, MonotonicTime now)
    {
        if (peer.IsLeaving || peer.IsSeed || peer.IsUploadOnly) return;
        while (offers.Open.Count < offers.Window * Math.Max(1, windows))
        {
            int piece = Choose(peer, offers, takesAny: windows > 0);
            if (piece < 0) return;
            offers.Open.Add(new PieceOffers.Offer(piece, HasArrived: false));
            offers.Told.Set(piece);
            offers.ProgressAt = now;
            _underWay[piece]++;
            state.Effects.Send(peer, PeerMessage.Have(piece));
        }
    }

    /// <summary>
    /// A piece that nobody has, nor is getting from us, or -1 if there is none; then, if any will do, one that as few
    /// as possible have. Chance decides where the search begins.
    /// </summary>
    private int Choose(Peer peer, PieceOffers offers, bool takesAny)
    {
        int count = _underWay.Length;
        int start = state.Random.Next(count);
        int best = -1;
        int fewest = takesAny ? int.MaxValue : 1;
        for (int i = 0; i < count && fewest > 0; i++)
        {
            int piece = start + i < count ? start + i : start + i - count;
            int copies = CopiesOf(piece) + _underWay[piece];
            if (copies >= fewest || peer.Pieces[piece] || offers.Told[piece]) continue;
            (best, fewest) = (piece, copies);
        }

        return best;
    }

    private bool HasUnsent()
    {
        for (int piece = 0; piece < _underWay.Length; piece++)
            if (CopiesOf(piece) + _underWay[piece] == 0) return true;
        return false;
    }

    private int CopiesOf(int piece) => state.Picker!.Availability.LeecherCountOf(piece);

    /// <summary>Is there another who has the piece and cannot have it from us?</summary>
    private bool HasOneWithoutUs(int piece, Peer holder)
    {
        foreach (Peer peer in state.Peers)
            if (peer != holder && peer.Pieces[piece] && peer.Offers?.Told[piece] != true) return true;
        return false;
    }

    private bool IsOfUseToOthers(int piece, Peer holder)
    {
        foreach (Peer peer in state.Peers)
        {
            if (peer == holder || peer.IsLeaving || peer.IsUploadOnly || peer.IsSeed) continue;
            if (!peer.Pieces[piece]) return true;
        }

        return false;
    }
}
