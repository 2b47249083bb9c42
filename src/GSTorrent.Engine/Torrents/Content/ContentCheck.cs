using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>What a recheck of all files has found.</summary>
/// <param name="Verified">The good pieces, flushed; complete only if there is no error.</param>
/// <param name="Stamps">The files afterwards.</param>
/// <param name="Error">Why it ended early, if it did.</param>
internal sealed record ContentCheck(Bitfield Verified, FileStamp[] Stamps, StorageError? Error)
{
    /// <summary>
    /// A file that holds no piece of this torrent: who never wrote to it must not begin to. Null if there is none.
    /// </summary>
    public StorageError? Foreign { get; private init; }

    /// <summary>Starts it aside from the jobs of the volume, as it takes minutes.</summary>
    /// <param name="content">The files.</param>
    /// <param name="mustProve">Is <see cref="Foreign"/> to be found out?</param>
    /// <param name="onPiece">Called for each piece, by several threads.</param>
    /// <param name="done">Called at the end.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static void Start(
        TorrentContent content, bool mustProve, Action onPiece, Action<ContentCheck> done,
        CancellationToken cancellation) =>
        content.Services.Threads.Run(() => done(RunSafely(content, mustProve, onPiece, cancellation)));

    /// <summary>One that was called off before it began.</summary>
    public static ContentCheck Cancelled(TorrentContent content) => Failed(content, new StorageError(
        StorageErrorKind.Cancelled, "recheck", content.Storage.Root, "it was cancelled"));

    private static ContentCheck RunSafely(
        TorrentContent content, bool mustProve, Action onPiece, CancellationToken cancellation)
    {
        try
        {
            return Run(content, mustProve, onPiece, cancellation);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            return Failed(
                content, new StorageError(StorageErrorKind.IoError, "recheck", content.Storage.Root, bug.ToString()));
        }
    }

    private static ContentCheck Run(
        TorrentContent content, bool mustProve, Action onPiece, CancellationToken cancellation)
    {
        IReadOnlyCollection<int> suspects = content.AllFiles;
        StorageError? error = mustProve ? null : FindStrangers(content, out suspects);
        if (error is not null) return Failed(content, error);
        RecheckResult result = new Rechecker().Recheck(
            content.Storage, content.Metainfo.PieceHashes, pieces: null, (_, _) => onPiece(), cancellation);
        if (result.Error is not null) return Failed(content, result.Error);
        // What was read may be in memory only, left there by a process that was killed.
        error = content.Storage.Flush();
        if (error is not null) return Failed(content, error);
        error = content.Storage.Check(out FileStamp[] stamps);
        // Without a look at them nothing is proven.
        if (error is not null && suspects.Count > 0) return Failed(content, error);
        var proof = new FileProof(content.Metainfo, result.Verified);
        int[] foreign =
        [
            .. suspects.Where(file => proof.IsForeign(content, content.Metainfo.Files[file], stamps[file])).Order(),
        ];
        if (!mustProve && foreign.Length > 0)
        {
            // Whoever brought them keeps them.
            content.Storage.NoteAbsent(foreign);
            error = content.Storage.Check(out stamps);
        }

        return new ContentCheck(result.Verified, error is null ? stamps : [], null)
        {
            Foreign = TellForeign(content, foreign, mustProve),
        };
    }

    // Files that appeared since the torrent came to rest: of the others it knows that they are its own.
    private static StorageError? FindStrangers(TorrentContent content, out IReadOnlyCollection<int> suspects)
    {
        StorageError? error = content.Storage.FindStrangers(out IReadOnlyList<int> strangers);
        suspects = strangers;
        // What is not there holds nobody's.
        return error is { Kind: StorageErrorKind.Missing } ? null : error;
    }

    // Files without data, such as those that another program made room for, are nobody's loss.
    private static StorageError? TellForeign(TorrentContent content, int[] foreign, bool mustProve)
    {
        int[] inTheWay = [.. foreign.Where(file => mustProve || content.WantedFiles[file])];
        if (inTheWay.Length == 0) return null;
        // Until the next try it may be taken away, which is not to look as if one of ours had vanished.
        content.Storage.Forget();
        if (!mustProve) content.Storage.NoteAbsent(foreign);
        return new StorageError(
            StorageErrorKind.AlreadyExists, "begin", content.FullPathOf(inTheWay[0]),
            "this file is there already and holds nothing of the torrent; move it away or give the torrent another "
            + "destination, and start it again");
    }

    private static ContentCheck Failed(TorrentContent content, StorageError error) =>
        new(new Bitfield(content.Metainfo.Geometry.PieceCount), [], error);
}
