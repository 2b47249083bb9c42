using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>
/// Which blocks a peer was sent of pieces that it does not have yet, as runs of neighbours. Once it has a piece, it has
/// verified what it got of it. Bounded: the oldest run is forgotten. Only the torrent's loop calls it.
/// </summary>
internal sealed class ServedBlocks
{
    /// <summary>Runs remembered: mostly one a piece that is under way.</summary>
    private const int Kept = 256;

    private BlockRun[]? _runs;
    private int _count;

    /// <summary>Notes a block that is about to be sent.</summary>
    public void Add(int piece, int block)
    {
        _runs ??= new BlockRun[Kept];
        if (_count > 0 && _runs[_count - 1].TryExtend(piece, block, out BlockRun longer))
        {
            _runs[_count - 1] = longer;
            return;
        }

        if (_count == Kept) _runs.AsSpan(1).CopyTo(_runs);
        else _count++;
        _runs[_count - 1] = new BlockRun(piece, block, 1);
    }

    /// <summary>Hands over, and forgets, the runs of pieces that the peer has by now.</summary>
    public void Confirm(Bitfield pieces, UnconfirmedBlocks unconfirmed)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            BlockRun run = _runs![i];
            if (pieces[run.Piece]) unconfirmed.Confirm(run);
            else _runs[kept++] = run;
        }

        _count = kept;
    }

    /// <summary>The piece was verified on disk, or was lost: what the peer says of it later is of no use.</summary>
    public void Forget(int piece)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
            if (_runs![i].Piece != piece) _runs[kept++] = _runs[i];
        _count = kept;
    }
}
