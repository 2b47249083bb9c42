using GSTorrent.Primitives;

namespace GSTorrent.Application.Persistence;

/// <summary>
/// One change of the stored state; see <see cref="StateChanges"/> for those that there are. All of it is done on the
/// writer's thread.
/// </summary>
public sealed class StateChange
{
    /// <param name="apply">Changes the database.</param>
    internal StateChange(Action<StatementCache> apply)
        : this(state =>
        {
            apply(state);
            return null;
        })
    {
    }

    /// <param name="apply">Changes the database, or changes nothing and tells why.</param>
    internal StateChange(Func<StatementCache, AppError?> apply) => Apply = apply;

    /// <summary>
    /// Does it count only once no power failure can take it back? Else it counts once no kill can.
    /// </summary>
    internal bool IsFlushed { get; init; }

    /// <summary>Torrent whose files are touched; two such changes of one torrent never share a transaction.</summary>
    internal InfoHash? FilesOf { get; init; }

    /// <summary>Steps on files before the transaction; they count only once it is committed.</summary>
    internal Action<TorrentFileStore>? Before { get; init; }

    /// <summary>Takes <see cref="Before"/> back after the transaction failed.</summary>
    internal Action<TorrentFileStore>? Undo { get; init; }

    /// <summary>The change of the database; an error if it was refused and nothing was changed.</summary>
    internal Func<StatementCache, AppError?> Apply { get; }

    /// <summary>Steps on files after the transaction; if they are lost, the next start takes them.</summary>
    internal Action<TorrentFileStore>? After { get; init; }
}
