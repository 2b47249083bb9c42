using System.Collections.ObjectModel;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;
using GSTorrent.Storage;

namespace GSTorrent.Engine;

/// <summary>
/// Which files at a torrent's paths are its own. One that never began has written nothing: a file is its own only if it
/// holds a piece of it, and no more than it.
/// </summary>
/// <param name="Others">By index: somebody else's, as far as can be told.</param>
/// <param name="Proof">What was read to find that out; null: there was nothing to read.</param>
internal sealed record Ownership(IReadOnlySet<int> Others, ContentCheck? Proof)
{
    /// <summary>All that is there is the torrent's.</summary>
    public static readonly Ownership Whole = new(ReadOnlySet<int>.Empty, null);

    /// <summary>Finds out which files stay.</summary>
    /// <param name="content">The files, at rest.</param>
    /// <param name="mustProve">Did the torrent never begin? Then all that is there is read.</param>
    /// <param name="cancellation">Ends it early, with an error of kind Cancelled.</param>
    /// <param name="found">What came of it; nothing may be concluded from it after an error.</param>
    public static StorageError? Find(
        TorrentContent content, bool mustProve, CancellationToken cancellation, out Ownership found)
    {
        if (mustProve) return Prove(content, cancellation, out found);
        StorageError? error = content.Storage.FindStrangers(out IReadOnlyList<int> strangers);
        found = strangers.Count == 0 ? Whole : new Ownership(strangers.ToHashSet(), null);
        return error;
    }

    /// <summary>Reads all files that are there, which takes minutes: not for a thread of the volume.</summary>
    /// <param name="content">The files, at rest.</param>
    /// <param name="cancellation">Ends it early, with an error of kind Cancelled.</param>
    /// <param name="found">All of them are others' after an error.</param>
    private static StorageError? Prove(TorrentContent content, CancellationToken cancellation, out Ownership found)
    {
        found = new Ownership(content.AllFiles, null);
        StorageError? error = content.Storage.Check(out FileStamp[] stamps);
        if (error is not null) return error;
        if (!Array.Exists(stamps, stamp => stamp.Exists))
        {
            found = Whole;
            return null;
        }

        RecheckResult result = new Rechecker().Recheck(
            content.Storage, content.Metainfo.PieceHashes, cancellation: cancellation);
        // What was read may be in memory only, left there by a process that was killed.
        error = result.Error ?? content.Storage.Flush() ?? content.Storage.Check(out stamps);
        if (error is not null) return error;
        var proof = new FileProof(content.Metainfo, result.Verified);
        found = new Ownership(
            content.Metainfo.Files.Where(file => IsOthers(proof, file, stamps[file.Index]))
                .Select(file => file.Index).ToHashSet(),
            new ContentCheck(result.Verified, stamps, null));
        return null;
    }

    /// <summary>What was found out is remembered. At rest.</summary>
    public void Note(TorrentLoop loop)
    {
        if (Proof is null) return;
        if (Others.Count > 0) loop.Disown();
        else loop.Rechecked(Proof);
    }

    /// <summary>Tells of files that stay; null: none does.</summary>
    /// <param name="operation">What was not done with them.</param>
    /// <param name="files">By index.</param>
    /// <param name="pathOf">Where they are.</param>
    public static StorageError? Tell(string operation, IReadOnlyCollection<int> files, Func<int, string> pathOf) =>
        files.Count == 0 ? null : new StorageError(
            StorageErrorKind.AlreadyExists, operation, pathOf(files.Min()),
            "files there hold nothing of the torrent, which never wrote to them, or more than it; "
            + $"{files.Count} stay");

    private static bool IsOthers(FileProof proof, ContentFile file, FileStamp stamp) =>
        !file.IsPadding && stamp.Length > 0 && (stamp.Length > file.Length || !proof.IsProven(file));
}
