using System.Net;
using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>
/// Announces one torrent to its trackers; each on its own, so that none delays another. Only the loop calls it.
/// </summary>
internal sealed class TorrentAnnouncer
{
    private readonly EngineServices _services;
    private readonly TorrentLoop _loop;
    private readonly TrackerTiers _tiers;
    private readonly TrackerScrapes _scrapes;
    private readonly uint _key;
    private readonly List<TrackerAnnounce> _due = [];
    private AnnounceRequest? _farewell;

    public TorrentAnnouncer(
        EngineServices services, TorrentLoop loop, IReadOnlyList<IReadOnlyList<string>> tiers, Random random)
    {
        _services = services;
        _loop = loop;
        _tiers = new TrackerTiers(tiers, random);
        _scrapes = new TrackerScrapes(services, loop);
        _key = (uint)random.NextInt64(uint.MaxValue);
    }

    /// <summary>Has every tracker that must know of the stop been told, or given up?</summary>
    public bool IsStopComplete => _tiers.IsStopComplete;

    public void Start() => _tiers.OnStarted();

    public void Stop(MonotonicTime now)
    {
        _tiers.OnStopped();
        Volatile.Write(ref _farewell, RequestFor(AnnounceEvent.Stopped, trackerId: null));
        Announce(now);
    }

    public void Complete(MonotonicTime now) => _tiers.OnCompleted(now);

    public void AnnounceNow(MonotonicTime now)
    {
        _tiers.ForceAnnounce(now);
        Announce(now);
    }

    public bool TryAddTracker(string url, int tier, out string? error) => _tiers.TryAdd(url, tier, out error);

    /// <summary>Replaces all trackers, or none; announces to new ones and tells those that leave.</summary>
    public string? SetTrackers(IReadOnlyList<IReadOnlyList<string>> tiers, MonotonicTime now)
    {
        if (!_tiers.TrySet(tiers, out string? error)) return error;
        _scrapes.Keep(_tiers.Trackers);
        Announce(now);
        return null;
    }

    /// <summary>Makes the announces that are due.</summary>
    public void Announce(MonotonicTime now)
    {
        _due.Clear();
        _tiers.Collect(now, _due);
        foreach (TrackerAnnounce announce in _due)
            _ = AnnounceAsync(announce, RequestFor(announce.Event, announce.Tracker.TrackerId));
    }

    public IReadOnlyList<TrackerSnapshot> Snapshot(MonotonicTime now) =>
        [.. _tiers.Trackers.Select(tracker => TrackerView.Of(tracker, _tiers, _scrapes, now))];

    public TrackerSummary Summary(MonotonicTime now) => TrackerSummary.Of(_tiers, now);

    private AnnounceRequest RequestFor(AnnounceEvent reason, string? trackerId)
    {
        EngineSettings settings = _services.Settings;
        return new AnnounceRequest
        {
            InfoHash = _loop.InfoHash,
            PeerId = _loop.PeerId,
            Port = _services.PeerPort,
            Uploaded = _loop.UploadedThisRun,
            Downloaded = _loop.DownloadedThisRun,
            Left = _loop.BytesLeft,
            Event = reason,
            NumWant = reason == AnnounceEvent.Stopped ? 0 : AnnounceRequest.DefaultNumWant,
            Key = _key,
            TrackerId = trackerId,
            AnnounceAddress = settings.ExternalV4 ?? settings.ExternalV6,
            ExternalV4 = settings.ExternalV4,
            ExternalV6 = settings.ExternalV6,
            IsPartialSeed = _loop.Swarm.IsFinished && _loop.BytesLeft > 0,
        };
    }

    private async Task AnnounceAsync(TrackerAnnounce announce, AnnounceRequest request)
    {
        _services.Trackers.Begin();
        AnnounceResult result = await _services.Trackers.AnnounceAsync(announce.Tracker.Address, request);
        bool isHeard = _loop.Post(now =>
        {
            Answered(announce, result, now);
            _services.Trackers.End();
        });
        if (isHeard) return;
        // The torrent went while the tracker was answering; it shall not keep us in its list.
        if (announce.Event != AnnounceEvent.Stopped && result.Response is { } response)
        {
            AnnounceRequest farewell = Volatile.Read(ref _farewell) ?? request;
            await _services.Trackers.AnnounceAsync(
                announce.Tracker.Address,
                farewell with { Event = AnnounceEvent.Stopped, TrackerId = response.TrackerId ?? request.TrackerId });
        }

        _services.Trackers.End();
    }

    private void Answered(TrackerAnnounce announce, in AnnounceResult result, MonotonicTime now)
    {
        TrackerState tracker = announce.Tracker;
        foreach (IPAddress address in result.ExternalAddresses)
            _services.AddressVotes.HearTracker(tracker.Address.Host, address);
        if (result.Response is { } response)
        {
            _tiers.OnSuccess(tracker, response, now);
            if (announce.Event != AnnounceEvent.Stopped) _scrapes.Consider(tracker, response, now);
            _loop.AddPeers(response.Peers, now);
        }
        else
        {
            _tiers.OnFailure(tracker, result.Error ?? TrackerError.Timeout, now);
        }

        Announce(now);
        // It comes seldom, and people wait for it.
        _loop.Publish(now, force: true);
    }
}
