using System.Runtime.CompilerServices;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Native.Access;

/// <summary>
/// The torrents that a caller sees. Routes take every row from here, so that those of other categories do not exist for
/// a caller who is narrowed to one.
/// </summary>
internal sealed class CallerTorrents(TorrentReadModel torrents, Caller caller)
{
    // Any number that no revision can be: the reader gets everything.
    private const long Nothing = -1;

    /// <summary>Is there anything that the caller may not see?</summary>
    public bool IsNarrowed => caller.Category is not null;

    /// <summary>Every row, by number.</summary>
    public TorrentDelta All()
    {
        TorrentDelta all = torrents.All();
        return IsNarrowed ? all with { Changed = [.. all.Changed.Where(caller.Sees)] } : all;
    }

    /// <summary>The torrent of that name.</summary>
    public Result<TorrentRow> Find(string id)
    {
        Result<TorrentRow> found = torrents.Find(id);
        if (!IsNarrowed) return found;
        if (found.TryGet(out TorrentRow? row, out AppError? error) && caller.Sees(row)) return row;
        if (error?.Code is not "ambiguous-id") return TorrentReadModel.NotFound(id);

        // Perhaps the digits are shared only with torrents that are not seen.
        TorrentRow[] fits = [.. All().Changed.Where(seen => IsPrefix(id, seen))];
        return fits.Length switch
        {
            0 => TorrentReadModel.NotFound(id),
            1 => fits[0],
            _ => TorrentReadModel.Ambiguous(fits.Length, id),
        };
    }

    /// <summary>May the caller read an entry about this torrent?</summary>
    public bool Sees(Primitives.InfoHash? infoHash) =>
        !IsNarrowed || (infoHash is { } hash && torrents.TryGet(hash, out TorrentRow? row) && caller.Sees(row));

    /// <summary>What changed after a revision, and goes on; see <see cref="TorrentReadModel.FollowAsync"/>.</summary>
    public IAsyncEnumerable<TorrentDelta> FollowAsync(
        long revision, TimeSpan pause, TimeProvider clock, CancellationToken stop) => IsNarrowed
        ? FollowSeenAsync(torrents.FollowAsync(Nothing, pause, clock, stop), stop)
        : torrents.FollowAsync(revision, pause, clock, stop);

    // What such a reader saw before is not known, so it begins with everything. A torrent that leaves the category is
    // removed for it; of one that was never in it, not even that is told.
    private async IAsyncEnumerable<TorrentDelta> FollowSeenAsync(
        IAsyncEnumerable<TorrentDelta> deltas, [EnumeratorCancellation] CancellationToken stop)
    {
        var shown = new HashSet<int>();
        await foreach (TorrentDelta delta in deltas.WithCancellation(stop))
        {
            if (delta.IsFull) shown.Clear();
            TorrentRow[] seen = [.. delta.Changed.Where(caller.Sees)];
            int[] gone =
            [
                .. delta.Changed.Where(row => !caller.Sees(row)).Select(row => row.Number)
                    .Concat(delta.Removed).Where(shown.Remove),
            ];
            foreach (TorrentRow row in seen) shown.Add(row.Number);
            TorrentDelta told = delta with { Changed = seen, Removed = gone };
            if (!told.IsEmpty) yield return told;
        }
    }

    private static bool IsPrefix(string id, TorrentRow row) =>
        row.InfoHash.ToString().StartsWith(id, StringComparison.OrdinalIgnoreCase);
}
