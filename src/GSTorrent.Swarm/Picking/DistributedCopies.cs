using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>
/// How often the content is there among us and the connected peers: the whole part is the least number of copies of
/// any piece, the fraction the share of pieces of which there are more. Counted again only when something has changed.
/// </summary>
internal sealed class DistributedCopies
{
    private long _version = -1;
    private int _haveCount;
    private double _value;

    public double Of(PiecePicker? picker)
    {
        if (picker is null) return 0;
        if (_version == picker.Availability.Version && _haveCount == picker.Have.Count) return _value;
        (_version, _haveCount) = (picker.Availability.Version, picker.Have.Count);
        return _value = Count(picker.Have, picker.Availability);
    }

    private static double Count(Bitfield have, PieceAvailability availability)
    {
        int least = int.MaxValue;
        int above = 0;
        for (int piece = 0; piece < have.Length; piece++)
        {
            int copies = availability.LeecherCountOf(piece) + (have[piece] ? 1 : 0);
            if (copies > least) above++;
            if (copies >= least) continue;
            above = piece;
            least = copies;
        }

        return availability.SeedCount + least + ((double)above / have.Length);
    }
}
