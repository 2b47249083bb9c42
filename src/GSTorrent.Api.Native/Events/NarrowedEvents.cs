using System.Runtime.CompilerServices;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Native.Events;

/// <summary>
/// The event stream of a caller who sees one category only: rows are told whole, and a torrent that leaves the category
/// is removed for it.
/// </summary>
internal static class NarrowedEvents
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public static async IAsyncEnumerable<EventMessage> ReadAsync(
        TorrentReadModel torrents, Caller caller, TimeProvider clock, [EnumeratorCancellation] CancellationToken stop)
    {
        // What an earlier stream has told is not known: all is told anew.
        var seen = new HashSet<int>();
        await foreach (TorrentDelta delta in torrents.FollowAsync(-1, Pause, clock, stop))
        {
            TorrentDelta told = delta with
            {
                Changed = [.. delta.Changed.Where(caller.Sees)],
                Removed =
                [
                    .. delta.Removed.Where(seen.Contains),
                    .. delta.Changed.Where(row => !caller.Sees(row) && seen.Contains(row.Number))
                        .Select(row => row.Number),
                ],
            };
            foreach (TorrentRow row in told.Changed) seen.Add(row.Number);
            foreach (int number in told.Removed) seen.Remove(number);
            if (!told.IsEmpty) yield return EventMessage.Of(told, static _ => null);
        }
    }
}
