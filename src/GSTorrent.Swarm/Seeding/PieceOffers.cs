using System.Runtime.InteropServices;
using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>What one peer knows of our pieces while we hide how many we have (BEP 16).</summary>
internal sealed class PieceOffers(int pieceCount)
{
    /// <summary>The pieces that it may ask for.</summary>
    public Bitfield Told { get; } = new(pieceCount);

    /// <summary>The pieces that it has not passed on yet, as far as we can see.</summary>
    public List<Offer> Open { get; } = [];

    /// <summary>Have the first ones been made?</summary>
    public bool HasBegun { get; set; }

    /// <summary>How many may be open.</summary>
    public int Window { get; set; }

    /// <summary>How many windows it is told of when it waits in vain: twice as many each time.</summary>
    public int Windows { get; set; } = 1;

    /// <summary>When it got a piece last, from whomever, or an offer.</summary>
    public MonotonicTime ProgressAt { get; set; }

    /// <summary>One piece that it was told of.</summary>
    /// <param name="Piece">Which.</param>
    /// <param name="HasArrived">Has the peer got it?</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Offer(int Piece, bool HasArrived);
}
