using System.Collections.Concurrent;
using System.Collections.Immutable;
using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>
/// Tells torrents that time passes. Those with a rate limit of their own hear of each beat, all others once a second,
/// a tenth of them at each beat: thousands of quiet ones are looked at seldom and never wake all at the same moment.
/// </summary>
internal sealed class TorrentBeats
{
    private const int BeatsPerTick = 10;

    private readonly ConcurrentDictionary<TorrentPeers, bool> _limited = [];
    private readonly List<TorrentLoop>[] _turns =
        [.. Enumerable.Range(0, BeatsPerTick).Select(static _ => new List<TorrentLoop>())];

    private ImmutableDictionary<InfoHash, TorrentHandle>? _divided;

    /// <summary>Do its connections wait for a limit to be refilled? Called on any thread.</summary>
    public void SetLimited(TorrentPeers peers, bool isLimited)
    {
        if (isLimited) _limited[peers] = true;
        else _limited.TryRemove(peers, out _);
    }

    /// <summary>Only the heartbeat calls it.</summary>
    public void Beat(int beat, ImmutableDictionary<InfoHash, TorrentHandle> torrents, MonotonicTime now)
    {
        foreach ((TorrentPeers peers, _) in _limited) peers.RefillGates(now);
        Divide(torrents);
        foreach (TorrentLoop loop in _turns[beat % BeatsPerTick]) loop.Tick();
    }

    // By their number, so that each keeps its turn when others come and go.
    private void Divide(ImmutableDictionary<InfoHash, TorrentHandle> torrents)
    {
        if (ReferenceEquals(_divided, torrents)) return;
        _divided = torrents;
        foreach (List<TorrentLoop> turn in _turns) turn.Clear();
        foreach (TorrentHandle handle in torrents.Values)
        {
            long early = (handle.Loop.Number - 1) % BeatsPerTick;
            _turns[(BeatsPerTick - early) % BeatsPerTick].Add(handle.Loop);
        }
    }
}
