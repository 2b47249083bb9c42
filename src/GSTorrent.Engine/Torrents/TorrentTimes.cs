using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>
/// How long a torrent has run over all its life, and when its payload moved last. Only the loop calls it.
/// </summary>
internal sealed class TorrentTimes(ResumeData? resume, TimeProvider time)
{
    private MonotonicTime _counted;
    private bool _isRunning;
    private bool _isFinished;
    private long _movedBytes = (resume?.Downloaded ?? 0) + (resume?.Uploaded ?? 0);

    /// <summary>Milliseconds in which peers could connect.</summary>
    public long ActiveMs { get; private set; } = resume?.ActiveMs ?? 0;

    /// <summary>Those of them in which every wanted piece was there.</summary>
    public long SeedingMs { get; private set; } = resume?.SeedingMs ?? 0;

    /// <summary>Milliseconds since 1970; 0 if nothing ever moved.</summary>
    public long LastActivityUnixMs { get; private set; } = resume?.LastActivityUnixMs ?? 0;

    /// <summary>Counts the time since the last call as what the torrent was then.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isRunning">Can peers connect from now on?</param>
    /// <param name="isFinished">Is every wanted piece there from now on?</param>
    /// <param name="movedBytes">Payload ever received and sent.</param>
    public void Advance(MonotonicTime now, bool isRunning, bool isFinished, long movedBytes)
    {
        if (_isRunning) ActiveMs += now - _counted;
        if (_isRunning && _isFinished) SeedingMs += now - _counted;
        (_counted, _isRunning, _isFinished) = (now, isRunning, isFinished);
        if (movedBytes == _movedBytes) return;
        _movedBytes = movedBytes;
        LastActivityUnixMs = time.GetUtcNow().ToUnixTimeMilliseconds();
    }
}
