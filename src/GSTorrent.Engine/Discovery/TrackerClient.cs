using System.Net;
using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>Announces to trackers of every kind; shared by all torrents. Whatever goes wrong is an answer.</summary>
internal sealed class TrackerClient(TimeProvider time, NameResolver resolve) : IDisposable
{
    private readonly HttpTrackerClient _http = new(time, resolve, AddressScope.IsPublic);
    private readonly UdpTrackerClient _udp = new(time, resolve);
    private TaskCompletionSource? _idle;
    private int _underWay;

    public TrackerClient(TimeProvider time)
        : this(time, Dns.GetHostAddressesAsync)
    {
    }

    public async Task<AnnounceResult> AnnounceAsync(TrackerUrl tracker, AnnounceRequest request)
    {
        Begin();
        try
        {
            return tracker.Scheme == TrackerScheme.Udp
                ? await _udp.AnnounceAsync(tracker, request)
                : await _http.AnnounceAsync(tracker, request);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            // The torrent waits for an answer to each announce.
            return new AnnounceResult(null, Describe(bug));
        }
        finally
        {
            End();
        }
    }

    /// <summary>Asks for the numbers of one torrent (BEP 48). The stop of the engine does not wait for it.</summary>
    public async Task<ScrapeResult> ScrapeAsync(TrackerUrl tracker, InfoHash infoHash)
    {
        try
        {
            return tracker.Scheme == TrackerScheme.Udp
                ? await _udp.ScrapeAsync(tracker, infoHash)
                : await _http.ScrapeAsync(tracker, infoHash);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            return new ScrapeResult(null, Describe(bug));
        }
    }

    /// <summary>Something begins that belongs to announces: until its end there is no idleness.</summary>
    public void Begin() => Interlocked.Increment(ref _underWay);

    public void End()
    {
        if (Interlocked.Decrement(ref _underWay) == 0) Volatile.Read(ref _idle)?.TrySetResult();
    }

    /// <summary>Done as soon as no announce is under way.</summary>
    public Task WhenIdleAsync()
    {
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _idle, idle);
        if (Volatile.Read(ref _underWay) == 0) idle.TrySetResult();
        return idle.Task;
    }

    public void Dispose()
    {
        _http.Dispose();
        _udp.Dispose();
    }

    // The message may hold the URL, the type does not.
    private static TrackerError Describe(Exception bug) => new($"internal error: {bug.GetType().Name}");
}
