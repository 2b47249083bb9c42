using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>Announces to trackers of every kind; shared by all torrents. Whatever goes wrong is an answer.</summary>
internal sealed class TrackerClient(TimeProvider time) : IDisposable
{
    private readonly HttpTrackerClient _http = new(time);
    private readonly UdpTrackerClient _udp = new(time);

    public Task<AnnounceResult> AnnounceAsync(TrackerUrl tracker, AnnounceRequest request) =>
        tracker.Scheme == TrackerScheme.Udp ? _udp.AnnounceAsync(tracker, request) : _http.AnnounceAsync(tracker, request);

    public void Dispose()
    {
        _http.Dispose();
        _udp.Dispose();
    }
}
