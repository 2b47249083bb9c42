using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Swarm;

namespace GSTorrent.Server.Commands.Get;

/// <summary>Brings a torrent into a host: anew, or as an earlier run has left it with the wishes of this one.</summary>
internal sealed class DownloadEntry(
    TorrentSource source, GetOptions options, TorrentService torrents, TorrentEditor editor)
{
    private const string AllFiles = "*";

    private readonly string _id = source.InfoHash.ToString();

    /// <summary>Null, or why not.</summary>
    public async Task<CommandError?> AddAsync(Action<string> note, CancellationToken cancellation)
    {
        try
        {
            AppError? error = await LeaveOldAsync(note);
            if (error is null && torrents.ReadModel.TryGet(source.InfoHash, out _)) error = await TakeUpAsync();
            else if (error is null) error = await AddNewAsync(note, cancellation);
            return error is null ? null : CommandError.Failed($"{source.Name}: {error.Message}");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return CommandError.Interrupted;
        }
    }

    private async Task<AppError?> AddNewAsync(Action<string> note, CancellationToken cancellation)
    {
        Result<AddedTorrent> added = await torrents.AddAsync(Command(), cancellation);
        if (added.Error is null && added.Value.Note is { } told) note(told);
        return added.Error;
    }

    // What an earlier run has left elsewhere, or without having learned what the torrent holds, is of no use here.
    private async Task<AppError?> LeaveOldAsync(Action<string> note)
    {
        if (!torrents.ReadModel.TryGet(source.InfoHash, out TorrentRow? old)) return null;
        bool isHere = string.Equals(
            Path.TrimEndingDirectorySeparator(old.Destination),
            Path.TrimEndingDirectorySeparator(options.Destination),
            StringComparison.Ordinal);
        if (isHere && old.HasMetainfo) return null;
        if (!isHere) note($"an earlier run went to {old.Destination} and has left its files there");
        return await torrents.RemoveAsync(_id, deleteData: false);
    }

    private async Task<AppError?> TakeUpAsync()
    {
        var change = new TorrentChange { Priorities = Rules(), AddedPeers = options.Peers };
        AppError? error = (await editor.ChangeAsync(_id, change)).Error;
        if (error is null && options.Recheck) error = (await torrents.RecheckAsync(_id)).Error;
        return error ?? (await torrents.StartAsync(_id)).Error;
    }

    private IReadOnlyList<FileRule> Rules() => options.Files.Count == 0
        ? [new FileRule(AllFiles, FilePriority.Normal)]
        : [
            new FileRule(AllFiles, FilePriority.Skip),
            .. options.Files.Select(pattern => new FileRule(pattern, FilePriority.Normal)),
        ];

    private AddTorrentCommand Command() => new()
    {
        TorrentFile = source.TorrentFile,
        Uri = source.TorrentFile is null ? source.Uri : null,
        Paused = false,
        Destination = options.Destination,
        Files = options.Files,
        Peers = options.Peers,
    };
}
