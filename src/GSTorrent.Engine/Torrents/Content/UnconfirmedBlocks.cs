using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>
/// The blocks that were sent, to whomever, without a sign since that they were good: no peer that got them has its
/// piece, and we have not verified it. Before such a block is sent once more its piece is verified on disk, so that one
/// that has rotted there is sent at most once. Only the torrent's loop calls it; nothing is allocated once warm.
/// </summary>
/// <remarks>
/// A piece that was verified for this may be sent in full before the next time: hashing never costs more than sending,
/// even if peers never tell what they have, or ask for the same block for ever.
/// </remarks>
internal sealed class UnconfirmedBlocks(PieceGeometry geometry)
{
    private readonly Dictionary<int, Doubts> _pieces = [];
    private readonly Stack<Doubts> _spare = new();
    private Bitfield? _unread;

    /// <summary>Must the piece be verified before this is sent?</summary>
    public bool IsDoubtful(in BlockRequest request)
    {
        if (_unread is { } unread && unread[request.Piece]) return true;
        if (!_pieces.TryGetValue(request.Piece, out Doubts? piece) || piece.CreditBytes > 0) return false;
        for (int block = FirstOf(request); block <= LastOf(request); block++)
            if (piece.Sent[block]) return true;
        return false;
    }

    /// <summary>This is about to be sent.</summary>
    /// <param name="request">What.</param>
    /// <param name="receiver">Notes it for the peer; null if the peer will not tell that it has the piece.</param>
    public void Send(in BlockRequest request, ServedBlocks? receiver)
    {
        Doubts piece = DoubtsOf(request.Piece);
        piece.CreditBytes = Math.Max(0, piece.CreditBytes - request.Length);
        for (int block = FirstOf(request); block <= LastOf(request); block++)
        {
            piece.Sent.Set(block);
            receiver?.Add(request.Piece, block);
        }
    }

    /// <summary>The peer that got these blocks has their piece.</summary>
    public void Confirm(in BlockRun run)
    {
        if (!_pieces.TryGetValue(run.Piece, out Doubts? piece)) return;
        for (int block = run.First; block < run.First + run.Count; block++) piece.Sent.Clear(block);
        if (piece.Sent.IsNone && piece.CreditBytes == 0) Lost(run.Piece);
    }

    /// <summary>The piece was read, and is good.</summary>
    public void Verified(int piece)
    {
        _unread?.Clear(piece);
        Doubts doubts = DoubtsOf(piece);
        doubts.Sent.ClearAll();
        doubts.CreditBytes = geometry.SizeOf(piece);
    }

    /// <summary>The piece is not there any more; nothing was sent of the one that takes its place.</summary>
    public void Lost(int piece)
    {
        _unread?.Clear(piece);
        if (_pieces.Remove(piece, out Doubts? doubts)) _spare.Push(doubts);
    }

    /// <summary>All files were read.</summary>
    public void Clear()
    {
        foreach (Doubts doubts in _pieces.Values) _spare.Push(doubts);
        _pieces.Clear();
        _unread = null;
    }

    /// <summary>No piece was ever read.</summary>
    public void DoubtAll()
    {
        _unread = new Bitfield(geometry.PieceCount);
        _unread.SetAll();
    }

    private static int FirstOf(in BlockRequest request) => request.Offset / PieceGeometry.BlockSize;

    private static int LastOf(in BlockRequest request) =>
        (request.Offset + request.Length - 1) / PieceGeometry.BlockSize;

    private Doubts DoubtsOf(int piece)
    {
        if (_pieces.TryGetValue(piece, out Doubts? doubts)) return doubts;
        if (!_spare.TryPop(out doubts)) doubts = new Doubts(geometry.BlockCountOf(0));
        doubts.Sent.ClearAll();
        doubts.CreditBytes = 0;
        _pieces.Add(piece, doubts);
        return doubts;
    }

    private sealed class Doubts(int blockCount)
    {
        public Bitfield Sent { get; } = new(blockCount);

        /// <summary>What may still be sent since we have verified it, before it is verified again.</summary>
        public long CreditBytes { get; set; }
    }
}
