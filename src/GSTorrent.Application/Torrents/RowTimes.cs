using GSTorrent.Application.ReadModel;
using GSTorrent.Engine;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// The times of a row: as long as a torrent runs they stay those of its beginning, so that time alone changes no row.
/// </summary>
internal static class RowTimes
{
    // Announces keep minutes apart: what differs by less is the same one, seen at another moment.
    private const long SameAnnounceMs = 2_000;

    /// <param name="row">As it is but for its times.</param>
    /// <param name="before">The one that was shown last.</param>
    /// <param name="snapshot">What the engine tells; null while it does not have the torrent.</param>
    /// <param name="clocks">See <see cref="RunClock.Read"/>.</param>
    public static TorrentRow Add(
        TorrentRow row, TorrentRow? before, TorrentSnapshot? snapshot, (MonotonicTime Now, long WallMs) clocks)
    {
        if (snapshot is null) return row;
        RunClock? clock = ClockOf(row, before, clocks);
        bool wasActive = clock is not null && before?.Clock is not null;
        bool wasSeeding = clock?.SeedingSince is not null && before?.Clock?.SeedingSince is not null;
        return row with
        {
            NextAnnounceUnixMs = NextAnnounce(before, snapshot, clocks.WallMs + clocks.Now.Milliseconds),
            Clock = clock,
            ActiveMs = wasActive ? before!.ActiveMs : snapshot.ActiveMs,
            ActiveSinceUnixMs = clock?.UnixMsOf(clock.ActiveSince),
            SeedingMs = wasSeeding ? before!.SeedingMs : snapshot.SeedingMs,
            SeedingSinceUnixMs = clock?.SeedingSince is { } since ? clock.UnixMsOf(since) : null,
        };
    }

    private static RunClock? ClockOf(TorrentRow row, TorrentRow? before, (MonotonicTime Now, long WallMs) clocks)
    {
        bool isSeeding = row.State == TorrentRowState.Seeding;
        bool isActive = isSeeding || row.State is TorrentRowState.Downloading or TorrentRowState.FetchingMetadata;
        if (!isActive) return null;
        (MonotonicTime now, long wallMs) = clocks;
        RunClock last = before?.Clock ?? new RunClock { ActiveSince = now, QuietSince = now, WallMs = wallMs };
        bool hasMoved = before is null || before.Downloaded + before.Uploaded != row.Downloaded + row.Uploaded;
        return last with
        {
            SeedingSince = isSeeding ? last.SeedingSince ?? now : null,
            QuietSince = hasMoved ? now : last.QuietSince,
            WallMs = RunClock.IsJump(last.WallMs, wallMs) ? wallMs : last.WallMs,
        };
    }

    private static long? NextAnnounce(TorrentRow? before, TorrentSnapshot snapshot, long nowUnixMs)
    {
        long? next = nowUnixMs + snapshot.NextAnnounceInMs;
        return before?.NextAnnounceUnixMs is { } known && next - known is > -SameAnnounceMs and < SameAnnounceMs
            ? known
            : next;
    }
}
