using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>
/// The pieces that may be started, ordered by priority, then by how few peers have them, then by chance. Every step is
/// O(1) but insert and remove, which cost one move a bucket.
/// </summary>
/// <remarks>
/// Invariant: <c>_order</c> holds the pieces of bucket 0, then of bucket 1, and so on; bucket b takes the places from
/// <c>_start[b]</c> up to <c>_start[b + 1]</c>; <c>_place[p]</c> is where piece p stands, or -1 if it is not listed.
/// </remarks>
internal sealed class RarityIndex
{
    /// <summary>Availability above this is not told apart.</summary>
    private const int Levels = 48;
    private const int BucketCount = (int)PiecePriority.FirstHigh * Levels;

    private readonly int[] _order;
    private readonly int[] _place;
    private readonly int[] _start = new int[BucketCount + 1];
    private readonly Random _random;

    public RarityIndex(int pieceCount, Random random)
    {
        _order = new int[pieceCount];
        _place = new int[pieceCount];
        Array.Fill(_place, -1);
        _random = random;
    }

    public int Count => _start[BucketCount];

    public bool Contains(int piece) => _place[piece] >= 0;

    /// <summary>The piece at a place of the order, the best first.</summary>
    public int this[int place] => _order[place];

    public void Insert(int piece, PiecePriority priority, int availability)
    {
        int bucket = BucketOf(priority, availability);
        int hole = Count;
        for (int b = BucketCount; b > bucket; b--)
        {
            // Bucket b gives up its first place: its first piece moves to its end.
            if (b < BucketCount && _start[b] != hole) Put(hole, _order[_start[b]]);
            if (b < BucketCount) hole = _start[b];
            _start[b]++;
        }

        Put(hole, piece);
        Shuffle(hole, bucket);
    }

    public void Remove(int piece)
    {
        int hole = _place[piece];
        if (hole < 0) return;
        _place[piece] = -1;
        for (int b = BucketAt(hole); b < BucketCount; b++)
        {
            int last = --_start[b + 1];
            if (last != hole) Put(hole, _order[last]);
            hole = last;
        }
    }

    /// <summary>The piece's availability went up from <paramref name="before"/> by one.</summary>
    public void Increment(int piece, PiecePriority priority, int before)
    {
        int bucket = BucketOf(priority, before);
        if (_place[piece] < 0 || BucketOf(priority, before + 1) == bucket) return;
        int last = --_start[bucket + 1];
        Swap(_place[piece], last);
        Shuffle(last, bucket + 1);
    }

    /// <summary>The piece's availability went down from <paramref name="before"/> by one.</summary>
    public void Decrement(int piece, PiecePriority priority, int before)
    {
        int bucket = BucketOf(priority, before);
        if (_place[piece] < 0 || BucketOf(priority, before - 1) == bucket) return;
        int first = _start[bucket]++;
        Swap(_place[piece], first);
        Shuffle(first, bucket - 1);
    }

    private static int BucketOf(PiecePriority priority, int availability) =>
        (((int)PiecePriority.FirstHigh - (int)priority) * Levels) + Math.Clamp(availability, 0, Levels - 1);

    private int BucketAt(int place)
    {
        int found = Array.BinarySearch(_start, place);
        int bucket = found >= 0 ? found : ~found - 1;
        // Empty buckets share their start with the next one: the last of them holds the place.
        while (_start[bucket + 1] <= place) bucket++;
        while (_start[bucket] > place) bucket--;
        return bucket;
    }

    private void Shuffle(int place, int bucket)
    {
        int first = _start[bucket];
        Swap(place, first + _random.Next(_start[bucket + 1] - first));
    }

    private void Swap(int left, int right)
    {
        if (left == right) return;
        int piece = _order[left];
        Put(left, _order[right]);
        Put(right, piece);
    }

    private void Put(int place, int piece)
    {
        _order[place] = piece;
        _place[piece] = place;
    }
}
