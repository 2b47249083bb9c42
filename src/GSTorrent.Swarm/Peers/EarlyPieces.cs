using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>
/// What a peer said it has before we know how many pieces there are (magnet links). Kept as it came, within a limit,
/// and checked when the metainfo arrives.
/// </summary>
internal sealed class EarlyPieces
{
    private const int MaxHaves = 65_536;

    private readonly List<int> _haves = [];
    private byte[]? _bitfield;
    private bool _all;

    public void SetAll() => _all = true;

    public void SetBitfield(byte[] bitfield) => _bitfield = bitfield;

    /// <summary>False if the peer has told more than is sensible.</summary>
    public bool TryAdd(int piece)
    {
        if (_haves.Count >= MaxHaves) return false;
        _haves.Add(piece);
        return true;
    }

    /// <summary>The pieces, now that their number is known; false if what the peer told does not fit.</summary>
    public bool TryResolve(int pieceCount, out Bitfield pieces)
    {
        pieces = new Bitfield(pieceCount);
        if (_all) pieces.SetAll();
        if (_bitfield is not null)
        {
            if (!Bitfield.TryFromWire(_bitfield, pieceCount, out Bitfield? told)) return false;
            pieces = told!;
        }

        foreach (int piece in _haves)
        {
            if ((uint)piece >= (uint)pieceCount) return false;
            pieces.Set(piece);
        }

        return true;
    }
}
