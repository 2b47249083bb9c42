namespace GSTorrent.Engine;

/// <summary>
/// How much of what peers have sent would be lost if the program were killed now: complete pieces on their way to the
/// disk, to the flush and to the record. Bytes; only the loop calls it.
/// </summary>
internal sealed class RecordingLag
{
    private const long MiB = 1024 * 1024;

    /// <summary>From here on no blocks are asked for, until it has fallen below the second.</summary>
    private const long HoldBytes = 9 * MiB;
    private const long ResumeBytes = 6 * MiB;

    /// <summary>From here on nothing is even received: what was asked for before stays in the sockets.</summary>
    private const long ShutBytes = 12 * MiB;

    private long _taken;
    private long _durable;
    private long _recorded;
    private int _run;

    public long Bytes => _taken - _recorded;

    /// <summary>Shall no blocks be asked for?</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Shall nothing be received?</summary>
    public bool IsShut => Bytes >= ShutBytes;

    /// <summary>A new run: whatever the last one had on its way is done, or lost.</summary>
    public void Begin()
    {
        _taken = _durable = _recorded = 0;
        _run++;
        Judge();
    }

    /// <summary>A complete piece goes to storage.</summary>
    public void Take(int bytes)
    {
        _taken += bytes;
        Judge();
    }

    /// <summary>Storage did not keep the piece: it is not on its way any more.</summary>
    public void Drop(int bytes)
    {
        _taken -= bytes;
        Judge();
    }

    /// <summary>Pieces were flushed.</summary>
    public void Flush(long bytes) => _durable += bytes;

    /// <summary>
    /// What is durable now goes to the record; hand the answer to <see cref="Recorded"/> when it is there.
    /// </summary>
    public RecordingMark Mark() => new(_run, _durable);

    /// <summary>What was durable at the mark is on record.</summary>
    public void Recorded(RecordingMark mark)
    {
        if (mark.Run == _run) _recorded = Math.Max(_recorded, mark.DurableBytes);
        Judge();
    }

    private void Judge() => IsHeld = Bytes >= (IsHeld ? ResumeBytes : HoldBytes);
}
