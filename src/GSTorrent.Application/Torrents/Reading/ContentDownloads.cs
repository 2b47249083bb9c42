using GSTorrent.Application.Access;
using GSTorrent.Application.Disks;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Engine;
using GSTorrent.Storage;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Opens complete files of torrents for people to read. Only files of the torrent itself, below its destination. No
/// request waits for a disk that hangs for longer than <see cref="DiskAsker.Patience"/>.
/// </summary>
public sealed class ContentDownloads
{
    /// <summary>Files that are open at the same time; each has one question to its disk at most.</summary>
    public const int MaxOpen = 16;

    /// <summary>The same for one caller.</summary>
    public const int MaxOpenOfCaller = 8;

    private const string Suffix = ".part";
    private readonly TorrentRegistry _registry;
    private readonly DiskAsker _disks;
    private readonly DestinationRules _rules;
    private readonly CallerCounts _open = new(MaxOpenOfCaller, MaxOpen);

    internal ContentDownloads(TorrentRegistry registry, DiskAsker disks, DestinationRules rules) =>
        (_registry, _disks, _rules) = (registry, disks, rules);

    /// <summary>Opens a file of a torrent; whoever gets it disposes of it.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="id">The torrent.</param>
    /// <param name="file">One of its files.</param>
    public async Task<Result<OpenContent>> OpenAsync(Caller caller, string id, FileSnapshot file)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(file);
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        if (file.DoneBytes < file.Length) return Refused($"{file.Path} is not complete yet.");
        if (!entry.HasBegun)
            return Refused($"{file.Path} was never verified, so it may be another's: recheck the torrent.");
        if (entry.Row.State == TorrentRowState.Moving || entry.Record.Wishes.Move is not null)
            return Refused($"{entry.Record.Name} is being moved: try again later.");
        string owner = caller.Owner;
        CallerAdmission admission = _open.TryEnter(owner);
        if (admission is CallerAdmission.CallerIsFull) return Busy(MaxOpenOfCaller, "by you");
        if (admission is CallerAdmission.AllAreFull) return Busy(MaxOpen, "by all");
        Result<OpenContent> opened = await OpenAsync(entry, file, () => _open.Leave(owner));
        if (opened.Error is not null) _open.Leave(owner);
        return opened;
    }

    private async Task<Result<OpenContent>> OpenAsync(TorrentEntry entry, FileSnapshot file, Action closed)
    {
        TorrentRecord record = entry.Record;
        string? mountPoint = entry.Handle?.Snapshot.MountPoint;
        Result<Result<ContentFileReader>> asked = await _disks.AskAsync(
            record.Destination, () => Open(record.Destination, mountPoint, file), DiskAsker.Patience);
        if (!asked.TryGet(out Result<ContentFileReader> answer, out AppError? silence)) return silence;
        return answer.TryGet(out ContentFileReader? reader, out AppError? error)
            ? new OpenContent(reader, _disks, record.Destination, closed)
            : error;
    }

    // On a thread that may wait. A complete file has its suffix until the torrent is done with it.
    private Result<ContentFileReader> Open(string root, string? mountPoint, FileSnapshot file)
    {
        StorageError? error = TryOpen(root, mountPoint, file.Path, out ContentFileReader? reader);
        if (error?.Kind == StorageErrorKind.Missing)
        {
            StorageError? other = TryOpen(root, mountPoint, file.Path + Suffix, out reader);
            if (other is null) error = null;
        }

        if (error is not null) return Refused($"The file cannot be read: {error}.");
        if (reader!.Length >= file.Length) return reader;
        reader.Dispose();
        return Refused($"{file.Path} is shorter on disk than it was: recheck the torrent.");
    }

    private static AppError Busy(int count, string byWhom) =>
        new("busy", $"{count} files are being read {byWhom} already: try again later.");

    private StorageError? TryOpen(string root, string? mountPoint, string path, out ContentFileReader? reader) =>
        ContentFileReader.TryOpen(root, mountPoint, path, out reader, _rules.Confirm);

    private static AppError Refused(string why) => new("destination-unusable", why);
}
