using System.Runtime.CompilerServices;
using GSTorrent.Api.Native.Access;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Native.Events;

/// <summary>The event stream of a reader who sees, or wants, some torrents only: every row is told whole.</summary>
internal static class NarrowedEvents
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public static async IAsyncEnumerable<EventMessage> ReadAsync(
        CallerTorrents torrents,
        TorrentFilter filter,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken stop)
    {
        bool Fits(TorrentRow row) => filter.Matches(row, clock.GetUtcNow().ToUnixTimeMilliseconds());
        await foreach (TorrentDelta delta in torrents.FollowAsync(Fits, Pause, clock, stop))
            yield return EventMessage.Of(delta, static _ => null);
    }
}
