using GSTorrent.Application.ReadModel;
using GSTorrent.Engine;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// All that can be done with torrents. A torrent is named by its number, its info-hash or a prefix of it. What changes
/// something ends once the change is durable; nothing waits for a disk with content, a peer or a tracker.
/// </summary>
public sealed class TorrentService
{
    internal TorrentService(TorrentReadModel readModel) => ReadModel = readModel;

    /// <summary>The list of torrents.</summary>
    public TorrentReadModel ReadModel { get; }

    public Task<Result<AddedTorrent>> AddAsync(AddTorrentCommand command, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Result<TorrentRow> Find(string id) => ReadModel.Find(id);

    public Task<Result<TorrentRow>> StartAsync(string id) => throw new NotSupportedException();

    public Task<Result<TorrentRow>> StopAsync(string id) => throw new NotSupportedException();

    public Task<Result<TorrentRow>> RecheckAsync(string id) => throw new NotSupportedException();

    public Task<Result<TorrentRow>> AnnounceAsync(string id) => throw new NotSupportedException();

    public Task<Result<TorrentRow>> MoveAsync(string id, string destination) => throw new NotSupportedException();

    public Task<Result<TorrentRow>> RenameAsync(string id, string name) => throw new NotSupportedException();

    public Task<Result<TorrentRow>> SetLimitsAsync(string id, long? download, long? upload, bool? sequential) =>
        throw new NotSupportedException();

    public Task<Result<TorrentRow>> SetTagsAsync(string id, IReadOnlyList<string> tags) =>
        throw new NotSupportedException();

    public Task<Result<TorrentRow>> AddPeersAsync(string id, IReadOnlyList<string> hostPorts) =>
        throw new NotSupportedException();

    public Task<Result<IReadOnlyList<FileSnapshot>>> SetPrioritiesAsync(string id, IReadOnlyList<FileRule> rules) =>
        throw new NotSupportedException();

    public Task<AppError?> RemoveAsync(string id, bool deleteData) => throw new NotSupportedException();

    public Task<Result<IReadOnlyList<FileSnapshot>>> GetFilesAsync(string id) => throw new NotSupportedException();

    public Task<Result<IReadOnlyList<PeerSnapshot>>> GetPeersAsync(string id) => throw new NotSupportedException();

    public Task<Result<IReadOnlyList<TrackerSnapshot>>> GetTrackersAsync(string id) =>
        throw new NotSupportedException();
}
