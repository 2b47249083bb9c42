using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>
/// How much of which pieces a peer got from us lately. A peer that asks for more of a piece than the piece has, has
/// thrown away what we sent: its hash may have been wrong, so that our copy on disk is worth a look.
/// </summary>
internal sealed class ServedPieces
{
    /// <summary>Pieces remembered; the oldest is forgotten.</summary>
    private const int Kept = 64;

    private readonly int[] _pieces = new int[Kept];
    private readonly long[] _bytes = new long[Kept];
    private int _count;
    private int _next;

    /// <summary>Counts a block that is about to be sent.</summary>
    /// <returns>Is it more than the piece has? Then the count of the piece begins anew.</returns>
    public bool Add(in BlockRequest request, int pieceSize)
    {
        int place = _pieces.AsSpan(0, _count).IndexOf(request.Piece);
        if (place < 0)
        {
            place = _next;
            _next = (_next + 1) % Kept;
            _count = Math.Min(_count + 1, Kept);
            _pieces[place] = request.Piece;
            _bytes[place] = 0;
        }

        _bytes[place] += request.Length;
        if (_bytes[place] <= pieceSize) return false;
        _bytes[place] = request.Length;
        return true;
    }
}
