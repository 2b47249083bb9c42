using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>
/// The requests that wait for one peer's answer, oldest first, and how many there should be. The depth doubles each
/// round trip, as every block that comes lets one more go out, until the rate stops growing; from then on it follows
/// the rate, so that the line between is always full.
/// </summary>
public sealed class RequestPipeline
{
    /// <summary>Requests in flight to a peer that has not proven itself: 256 KiB.</summary>
    internal const int InitialDepth = 16;
    private const int MinDepth = 4;
    private const int MaxDepth = 2000;

    /// <summary>How many requests peers queue that do not tell (BEP 10 <c>reqq</c>).</summary>
    private const int DefaultPeerLimit = 250;

    /// <summary>How much of the rate is kept in flight: the line and the queues at its ends.</summary>
    private const double SecondsInFlight = 1.0;

    private BlockRequest[] _ring = new BlockRequest[32];
    private int _head;
    private bool _isGrowing = true;
    private bool _isSnubbed;
    private long _lastRate;

    /// <summary>Requests without an answer.</summary>
    public int Count { get; private set; }

    /// <summary>How many there should be.</summary>
    public int Depth { get; private set; } = InitialDepth;

    /// <summary>The most that the peer takes.</summary>
    internal int PeerLimit { get; set; } = DefaultPeerLimit;

    /// <summary>Since when the peer has owed us a block.</summary>
    internal MonotonicTime WaitingSince { get; set; }

    /// <summary>Requests that we count on no more, but that the peer may still answer.</summary>
    internal int GivenUp { get; private set; }

    internal BlockRequest this[int index] => _ring[(_head + index) & (_ring.Length - 1)];

    internal void Add(in BlockRequest request, MonotonicTime now)
    {
        if (Count == 0) WaitingSince = now;
        if (Count == _ring.Length) Grow();
        _ring[(_head + Count++) & (_ring.Length - 1)] = request;
    }

    internal bool Contains(in BlockRequest request) => IndexOf(request) >= 0;

    /// <summary>
    /// Removes the request; false if it was not waiting. Answers mostly come in order, so this is O(1).
    /// </summary>
    internal bool Remove(in BlockRequest request, MonotonicTime now)
    {
        int index = IndexOf(request);
        if (index < 0) return false;
        int mask = _ring.Length - 1;
        for (int i = index; i > 0; i--) _ring[(_head + i) & mask] = _ring[(_head + i - 1) & mask];
        _head = (_head + 1) & mask;
        Count--;
        WaitingSince = now;
        return true;
    }

    /// <summary>Gives up what was asked for.</summary>
    internal void Clear()
    {
        GivenUp = Math.Min(GivenUp + Count, 2 * MaxDepth);
        _head = 0;
        Count = 0;
    }

    /// <summary>Takes one request back; false if it was not waiting.</summary>
    internal bool TryGiveUp(in BlockRequest request, MonotonicTime now)
    {
        if (!Remove(request, now)) return false;
        GivenUp = Math.Min(GivenUp + 1, 2 * MaxDepth);
        return true;
    }

    /// <summary>
    /// An answer has come that nobody waits for; true if it may be one to a request that was given up.
    /// </summary>
    internal bool TakeGivenUp()
    {
        if (GivenUp == 0) return false;
        GivenUp--;
        return true;
    }

    /// <summary>A block has come: while growing, one more may go out.</summary>
    internal void BlockArrived()
    {
        if (_isGrowing) Depth = Math.Min(Depth + 1, Math.Min(MaxDepth, PeerLimit));
    }

    /// <summary>Once a second.</summary>
    internal void Adapt(long rateBytesPerSecond)
    {
        if (_isSnubbed) return;
        if (_isGrowing)
        {
            if (_lastRate > 0 && rateBytesPerSecond < _lastRate * 1.1) _isGrowing = false;
            _lastRate = rateBytesPerSecond;
            if (_isGrowing) return;
        }

        int wanted = (int)Math.Min(MaxDepth, rateBytesPerSecond * SecondsInFlight / PieceGeometry.BlockSize) + MinDepth;
        Depth = Math.Clamp(wanted, MinDepth, Math.Max(MinDepth, Math.Min(MaxDepth, PeerLimit)));
    }

    /// <summary>The peer has let us wait: one request at a time until it answers.</summary>
    internal void Snub()
    {
        Depth = 1;
        _isSnubbed = true;
        _isGrowing = false;
    }

    /// <summary>The peer answers again.</summary>
    internal void Unsnub()
    {
        Depth = MinDepth;
        _isSnubbed = false;
        _isGrowing = true;
        _lastRate = 0;
    }

    private int IndexOf(in BlockRequest request)
    {
        int mask = _ring.Length - 1;
        for (int i = 0; i < Count; i++)
            if (_ring[(_head + i) & mask] == request) return i;
        return -1;
    }

    private void Grow()
    {
        var larger = new BlockRequest[_ring.Length * 2];
        for (int i = 0; i < Count; i++) larger[i] = this[i];
        _ring = larger;
        _head = 0;
    }
}
