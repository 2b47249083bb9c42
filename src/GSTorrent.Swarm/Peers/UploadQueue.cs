using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>
/// What a peer has asked for, in its order, and how much of it is on its way. Runs of neighbouring blocks leave
/// together so that they are one read of the disk.
/// </summary>
public sealed class UploadQueue
{
    /// <summary>What we tell peers in <c>reqq</c> (BEP 10); requests beyond it are refused.</summary>
    public const int Limit = 2000;

    /// <summary>Blocks of one buffer and one send.</summary>
    public const int MaxRun = 16;

    /// <summary>
    /// Runs on their way at the same time: each has a buffer, however short it is. A peer that asks for single blocks,
    /// or
    /// for single bytes, has its requests gathered while so many are out.
    /// </summary>
    public const int MaxRunsInFlight = 16;

    private const int FirstWatermark = 256 * 1024;
    private const int MinWatermark = 64 * 1024;
    private const int MaxWatermark = 4 * 1024 * 1024;

    private readonly Queue<BlockRequest> _waiting = new();
    private readonly Queue<long> _runs = new();
    private long _endedOfRuns;

    /// <summary>Requests that wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Payload bytes that are being read or sent.</summary>
    public long BytesInFlight { get; private set; }

    internal bool TryAdd(in BlockRequest request)
    {
        if (_waiting.Count >= Limit) return false;
        _waiting.Enqueue(request);
        return true;
    }

    /// <summary>Removes one; false if it is not waiting.</summary>
    internal bool Remove(in BlockRequest request)
    {
        bool found = false;
        for (int i = _waiting.Count; i > 0; i--)
        {
            BlockRequest next = _waiting.Dequeue();
            if (!found && next == request) found = true;
            else _waiting.Enqueue(next);
        }

        return found;
    }

    internal bool TryDequeue(out BlockRequest request) => _waiting.TryDequeue(out request);

    /// <summary>
    /// Takes the next run of blocks if less than about half a second of the peer's rate is on its way. More would fill
    /// the
    /// peer's line with blocks, behind which our own requests to it have to wait.
    /// </summary>
    /// <returns>How many requests were put into <paramref name="run"/>.</returns>
    internal int TakeRun(Span<BlockRequest> run, long rateBytesPerSecond)
    {
        long watermark = rateBytesPerSecond == 0
            ? FirstWatermark : Math.Clamp(rateBytesPerSecond / 2, MinWatermark, MaxWatermark);
        if (_runs.Count >= MaxRunsInFlight) return 0;
        int count = 0;
        long bytes = 0;
        while (count < run.Length && BytesInFlight + bytes < watermark && _waiting.TryDequeue(out run[count]))
            bytes += run[count++].Length;
        if (count == 0) return 0;
        _runs.Enqueue(bytes);
        BytesInFlight += bytes;
        return count;
    }

    /// <summary>So many payload bytes have left, or never will: runs end in their order.</summary>
    internal void Ended(long bytes)
    {
        BytesInFlight -= bytes;
        _endedOfRuns += bytes;
        while (_runs.TryPeek(out long first) && first <= _endedOfRuns) _endedOfRuns -= _runs.Dequeue();
    }
}
