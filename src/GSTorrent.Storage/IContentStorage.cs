namespace GSTorrent.Storage;

/// <summary>
/// The content of one torrent as one range of bytes. Synchronous: called on the worker threads of a volume only.
/// Thread-safe as long as no two calls write the same piece at once. Every failure is a value; null is success.
/// </summary>
public interface IContentStorage : IDisposable
{
    /// <summary>Where pieces and files lie within the content.</summary>
    ContentLayout Layout { get; }

    /// <summary>The directory that holds the content now.</summary>
    string Root { get; }

    /// <summary>
    /// The mount point that the root lies on, as it is known to be right; null if none is. While nothing is mounted
    /// there, everything answers Missing, and nothing is created.
    /// </summary>
    string? MountPoint { get; }

    /// <summary>Writes buffers one after the other; bytes of padding are dropped. All or an error.</summary>
    /// <param name="offset">First byte within the content.</param>
    /// <param name="gathered">Not changed and not kept.</param>
    StorageError? Write(long offset, IReadOnlyList<ReadOnlyMemory<byte>> gathered);

    /// <summary>Fills buffers one after the other; padding reads as zeros. Bytes that are not there: Missing.</summary>
    /// <param name="offset">First byte within the content.</param>
    /// <param name="scattered">Filled wholly on success, undefined on error.</param>
    StorageError? Read(long offset, IReadOnlyList<Memory<byte>> scattered);

    /// <summary>What a range holds as far as can be told without reading.</summary>
    ContentPresence Probe(long offset, long length);

    /// <summary>
    /// Makes everything durable that was written before the call. After an error nothing written since the last
    /// success may be taken for durable, even if a later call succeeds.
    /// </summary>
    StorageError? Flush();

    /// <summary>
    /// Chooses the files to have, one flag a file. Bytes of unwanted files that share a piece with a wanted one live in
    /// the part file; they move when a choice changes, so that every verified piece stays readable. An unwanted file
    /// that is whole, holds bytes of its own or is to be left alone stays where it is.
    /// </summary>
    StorageError? SetWanted(IReadOnlyList<bool> wantedFiles);

    /// <summary>All pieces of the file are verified: it gets its final name and length.</summary>
    StorageError? FileCompleted(int file);

    /// <summary>The path that a file has when complete: relative, '/' separated.</summary>
    string PathOf(int file);

    /// <summary>
    /// Gives files other paths within the root, durably; all or none. Nothing that is there is replaced, and no path
    /// may be one that another of the files has by now. Bytes may be read and written right before and after. To be
    /// safe from a kill in between, the old paths are recorded before, and given as
    /// <see cref="StorageOptions.FormerPaths"/> afterwards, until this call has succeeded.
    /// </summary>
    /// <param name="newPaths">
    /// By index of the file; padding has none. The former path of a rename that could not be ended gives that up.
    /// </param>
    StorageError? RenameFiles(IReadOnlyDictionary<int, string> newPaths);

    /// <summary>
    /// Moves all files to another root: renamed on the same device, else copied, flushed and then deleted. Reading goes
    /// on during a copy, writing answers Busy. What a kill cuts off is carried on by another call; until then the
    /// content must not be used. The same root again means that the mount that holds it by now is the right one.
    /// </summary>
    /// <param name="newRoot">Absolute path; created if need be.</param>
    /// <param name="carriesOn">
    /// Was this very move begun before, so that what lies in the new place may be this torrent's? If not, it begins
    /// only if nothing of the torrent's name is there.
    /// </param>
    /// <param name="copiedBytes">Told the sum of bytes copied so far; null: nobody.</param>
    /// <param name="cancellation">Ends a copy early.</param>
    MoveResult MoveTo(string newRoot, bool carriesOn, IProgress<long>? copiedBytes, CancellationToken cancellation);

    /// <summary>
    /// These files are somebody else's as well: bytes that are written to one are compared with those that it has, and
    /// refused if they differ (<see cref="StorageErrorKind.AlreadyExists"/>). It is neither made nor cut. Never waits.
    /// </summary>
    /// <param name="files">By index; replaces what was given before.</param>
    void Guard(IReadOnlySet<int> files);

    /// <summary>
    /// These files are not known to be the torrent's: what lies at their paths is neither moved nor renamed, and it
    /// stays when the file is not wanted any more. A move or a renaming only changes where they will be looked for.
    /// Never waits.
    /// </summary>
    /// <param name="files">By index; replaces what was given before.</param>
    void LeaveAlone(IReadOnlySet<int> files);

    /// <summary>
    /// These files were not there when the torrent used them last, as a record tells; what is there by now is somebody
    /// else's. To be told again after each <see cref="Forget"/>. Never waits.
    /// </summary>
    /// <param name="files">By index.</param>
    void NoteAbsent(IEnumerable<int> files);

    /// <summary>
    /// Finds files that somebody else brought: they were not there when they were last looked for, and were not made
    /// here, or the torrent's own bytes of them are in the part file. For <see cref="Check(out FileStamp[])"/> they are
    /// missing, and they are neither written, moved nor renamed.
    /// </summary>
    /// <param name="files">By index.</param>
    StorageError? FindStrangers(out IReadOnlyList<int> files);

    /// <summary>Deletes the torrent's own files, then those of its directories that are empty.</summary>
    /// <param name="kept">Files that stay, by index.</param>
    StorageError? DeleteFiles(IReadOnlySet<int> kept);

    /// <summary>Length and time of change of every file, in order.</summary>
    StorageError? Check(out FileStamp[] stamps);

    /// <summary>Length and time of change of some files.</summary>
    /// <param name="files">By index.</param>
    /// <param name="stamps">In the order of <paramref name="files"/>.</param>
    StorageError? Check(IReadOnlyList<int> files, out FileStamp[] stamps);

    /// <summary>
    /// Is the root there, and the same directory as before? Files that are open already would not tell.
    /// </summary>
    StorageError? CheckRoot();

    /// <summary>The content was found right where it lies: the mount that holds it by now is the right one.</summary>
    void KeepMount();

    /// <summary>
    /// After the next <see cref="Forget"/> the content may lie on another mount than the one on record. Never waits.
    /// </summary>
    /// <param name="mountPoint">On this one; null: on whichever holds the root then.</param>
    void AdoptMount(string? mountPoint);

    /// <summary>
    /// Forgets what was seen on disk, so that vanished files may be created anew. Called before a recheck and never
    /// otherwise: until then a file or root that vanishes is an error, not an empty place to download to again.
    /// </summary>
    void Forget();
}
