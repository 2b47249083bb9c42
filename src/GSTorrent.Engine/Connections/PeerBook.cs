using System.Net;
using GSTorrent.Primitives;

namespace GSTorrent.Engine;

/// <summary>
/// The addresses where peers of one torrent may be, and when each may be dialed next. A failure doubles the pause; who
/// has failed too often is forgotten when room is needed. Decisions only: the caller dials.
/// </summary>
internal sealed class PeerBook(Random random)
{
    private const int Limit = 3000;
    private const int MaxFailures = 8;
    private const long FirstPauseMs = 5_000;
    private const long LongestPauseMs = 30 * 60_000;

    /// <summary>After a connection that worked, so that a peer that drops us is not dialed in a circle.</summary>
    private const long ReconnectPauseMs = 15_000;

    /// <summary>A connection that ends sooner did not work.</summary>
    private const long ShortLifeMs = 60_000;

    private readonly Dictionary<IPEndPoint, Entry> _entries = [];

    public int Count => _entries.Count;

    /// <summary>Takes an address that somebody told us; false if it is known, no peer's, or there is no room.</summary>
    public bool Add(IPEndPoint address, MonotonicTime now, string source = PeerSource.Tracker)
    {
        address = PeerAddress.Plain(address);
        if (!PeerAddress.IsPossible(address) || _entries.ContainsKey(address)) return false;
        if (_entries.Count >= Limit && !MakeRoom()) return false;
        _entries.Add(address, new Entry { NextDial = now, Source = source });
        return true;
    }

    /// <summary>The user named it, or wants peers at once: pauses are over.</summary>
    public void Retry(MonotonicTime now)
    {
        foreach (Entry entry in _entries.Values) entry.NextDial = now;
    }

    /// <summary>The user names it: whatever was held against it counts no more.</summary>
    public void AddNamed(IPEndPoint address, MonotonicTime now)
    {
        if (Add(address, now, PeerSource.Named)) return;
        if (!_entries.TryGetValue(PeerAddress.Plain(address), out Entry? entry)) return;
        entry.NextDial = now;
        entry.Failures = 0;
        entry.Source = PeerSource.Named;
    }

    /// <summary>Who told us of an address that was taken.</summary>
    public string SourceOf(IPEndPoint address) => _entries[address].Source;

    /// <summary>Chooses an address to dial now, least failures first, and marks it as busy.</summary>
    public bool TryTake(MonotonicTime now, out IPEndPoint? address)
    {
        address = null;
        int fewest = int.MaxValue;
        int ties = 0;
        foreach ((IPEndPoint candidate, Entry entry) in _entries)
        {
            bool isClosed = entry.IsBusy || entry.IsBad || entry.IsBanned;
            if (isClosed || entry.NextDial > now || entry.Failures > fewest) continue;
            ties = entry.Failures < fewest ? 1 : ties + 1;
            fewest = entry.Failures;
            if (random.Next(ties) == 0) address = candidate;
        }

        if (address is null) return false;
        _entries[address].IsBusy = true;
        return true;
    }

    /// <summary>The attempt did not lead to a connection.</summary>
    public void Failed(IPEndPoint address, MonotonicTime now)
    {
        if (!_entries.TryGetValue(address, out Entry? entry)) return;
        entry.IsBusy = false;
        entry.NextDial = now + PauseAfterFailure(entry) + random.Next(1000);
    }

    /// <summary>We ended the attempt or the connection ourselves; nothing is held against the address.</summary>
    public void Postpone(IPEndPoint address)
    {
        if (_entries.TryGetValue(address, out Entry? entry)) entry.IsBusy = false;
    }

    /// <summary>A connection has ended after a time, by the other side or for want of use.</summary>
    /// <param name="address">As it was taken.</param>
    /// <param name="isOfNoUse">Neither side has anything for the other, which will not change soon.</param>
    /// <param name="livedMs">How long it was up.</param>
    /// <param name="now">When it ended.</param>
    public void Disconnected(IPEndPoint address, bool isOfNoUse, long livedMs, MonotonicTime now)
    {
        if (!_entries.TryGetValue(address, out Entry? entry)) return;
        entry.IsBusy = false;
        if (livedMs >= ShortLifeMs) entry.Failures = 0;
        long pause = isOfNoUse ? LongestPauseMs
            : livedMs >= ShortLifeMs ? ReconnectPauseMs
            : Math.Max(ReconnectPauseMs, PauseAfterFailure(entry));
        entry.NextDial = now + pause + random.Next(1000);
    }

    /// <summary>Never dial it again: it is ourselves.</summary>
    public void MarkBad(IPEndPoint address)
    {
        if (_entries.TryGetValue(address, out Entry? entry)) entry.IsBad = true;
    }

    /// <summary>It was taken, and must not be dialed while it is banned.</summary>
    public void MarkBanned(IPEndPoint address)
    {
        if (!_entries.TryGetValue(address, out Entry? entry)) return;
        entry.IsBusy = false;
        entry.IsBanned = true;
    }

    /// <summary>Others are banned now: whoever still is will be found out when it is taken.</summary>
    public void ForgetBans()
    {
        foreach (Entry entry in _entries.Values) entry.IsBanned = false;
    }

    private static long PauseAfterFailure(Entry entry) =>
        Math.Min(FirstPauseMs << Math.Min(entry.Failures++, 20), LongestPauseMs);

    private bool MakeRoom()
    {
        foreach ((IPEndPoint address, Entry entry) in _entries)
        {
            if (entry.IsBusy || entry.IsBad || entry.Failures < MaxFailures / 2) continue;
            return _entries.Remove(address);
        }

        return false;
    }

    private sealed class Entry
    {
        public MonotonicTime NextDial { get; set; }

        public int Failures { get; set; }

        public required string Source { get; set; }

        public bool IsBusy { get; set; }

        public bool IsBad { get; set; }

        public bool IsBanned { get; set; }
    }
}
