using System.Runtime.CompilerServices;
using GSTorrent.Api.Native.Access;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Native.Events;

/// <summary>The event stream of a caller who sees one category only: every row is told whole.</summary>
internal static class NarrowedEvents
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public static async IAsyncEnumerable<EventMessage> ReadAsync(
        CallerTorrents torrents, long since, TimeProvider clock, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (TorrentDelta delta in torrents.FollowAsync(since, Pause, clock, stop))
            yield return EventMessage.Of(delta, static _ => null);
    }
}
