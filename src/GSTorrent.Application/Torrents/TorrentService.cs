using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;
using GSTorrent.Engine;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// All that can be done with torrents. A torrent is named by its number, its info-hash or a prefix of it. What changes
/// something ends once the change is durable; nothing waits for a disk with content, a peer or a tracker.
/// </summary>
public sealed class TorrentService
{
    private readonly TorrentRegistry _registry;
    private readonly TorrentTools _tools;

    internal TorrentService(TorrentRegistry registry, TorrentTools tools)
    {
        _registry = registry;
        _tools = tools;
    }

    /// <summary>The list of torrents.</summary>
    public TorrentReadModel ReadModel => _registry.ReadModel;

    /// <summary>Adds a torrent; one that is there already stays as it is.</summary>
    public async Task<Result<AddedTorrent>> AddAsync(AddTorrentCommand command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!(await SourceOfAsync(command, cancellation)).TryGet(out TorrentSource? source, out AppError? noSource))
            return noSource;

        // All that needs no disk comes first, so that nothing is made for an addition that is refused.
        SettingsSnapshot settings = _tools.Settings.Current;
        if (TorrentAdder.RecordOf(source, command, settings, "").Error is { } refused) return refused;
        bool isKnown = _registry.TryGet(source.InfoHash, out TorrentEntry? known);
        Result<string> destination = isKnown
            ? known!.Record.Destination
            : await _tools.Destinations.PrepareAsync(command.Destination);
        if (!destination.TryGet(out string? directory, out AppError? notAllowed)) return notAllowed;
        if (!TorrentAdder.RecordOf(source, command, settings, directory).TryGet(out var record, out AppError? error))
            return error;
        return await _tools.Adder.AddAsync(source, record);
    }

    /// <summary>The torrent of that name.</summary>
    public Result<TorrentRow> Find(string id) => ReadModel.Find(id);

    /// <summary>Lets it run; one that an error has stopped tries again.</summary>
    public async Task<Result<TorrentRow>> StartAsync(string id)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        string home = _tools.Destinations.Default;
        AppError? error = await entry.ChangeAsync(
            record => record with
            {
                Running = true,
                Error = null,
                Destination = record.Destination.Length > 0 ? record.Destination : home,
            },
            handle =>
            {
                handle.Start();
                entry.Expect(running: true);
            });
        if (error is not null) return error;
        if (entry.Handle is null && entry.Source.Trouble is { } trouble)
            return new AppError("metadata-missing", $"{entry.Record.Name} cannot run. {trouble}");
        if (entry.Handle is null) _tools.Door.Enter(entry);
        return entry.Row;
    }

    /// <summary>Stops it.</summary>
    public Task<Result<TorrentRow>> StopAsync(string id) => ChangeAsync(
        id,
        (_, record) => record with { Running = false, Error = null },
        (entry, handle) =>
        {
            handle.Stop();
            entry.Expect(running: false);
        });

    /// <summary>Compares its content with the hashes of its pieces. It goes on after the answer.</summary>
    public Task<Result<TorrentRow>> RecheckAsync(string id) => AskAsync(id, handle => handle.Recheck());

    /// <summary>Announces as soon as its trackers allow, and dials its peers. It goes on after the answer.</summary>
    public Task<Result<TorrentRow>> AnnounceAsync(string id) =>
        AskAsync(id, handle => handle.Announce(), needsMetainfo: false);

    /// <summary>
    /// Moves its content to another directory. It goes on after the answer, and in the next run if this one ends before.
    /// Refused if another torrent uses the same files.
    /// </summary>
    public async Task<Result<TorrentRow>> MoveAsync(string id, string destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        if (!(await _tools.Destinations.PrepareAsync(destination)).TryGet(out string? directory, out AppError? refused))
            return refused;
        AppError? error = await _tools.Mover.MoveAsync(entry, directory);
        return error is null ? entry.Row : error;
    }

    /// <summary>Shows it under another name; files keep theirs.</summary>
    public async Task<Result<TorrentRow>> RenameAsync(string id, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Tags.ParseName(name).TryGet(out string? tidy, out AppError? error)) return error;
        return await ChangeAsync(id, (_, record) => record with { Name = tidy });
    }

    /// <summary>Changes what is not null. Limits are bytes a second; 0 is no limit.</summary>
    public async Task<Result<TorrentRow>> SetLimitsAsync(string id, long? download, long? upload, bool? sequential)
    {
        if (download < 0 || upload < 0) return new AppError("bad-request", "A limit is not negative.");
        return await ChangeAsync(
            id,
            (_, record) => record with
            {
                DownloadLimit = download ?? record.DownloadLimit,
                UploadLimit = upload ?? record.UploadLimit,
                Sequential = sequential ?? record.Sequential,
            },
            (entry, handle) =>
            {
                TorrentRecord now = entry.Record;
                handle.SetLimits(now.DownloadLimit, now.UploadLimit);
                if (sequential is not null) handle.SetSequential(now.Sequential);
            });
    }

    /// <summary>Replaces its labels.</summary>
    public async Task<Result<TorrentRow>> SetTagsAsync(string id, IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (!Tags.Parse(tags).TryGet(out string[]? tidy, out AppError? error)) return error;
        return await ChangeAsync(id, (_, record) => record with { Tags = tidy });
    }

    /// <summary>Names peers to connect to, as host:port; they are remembered.</summary>
    public async Task<Result<TorrentRow>> AddPeersAsync(string id, IReadOnlyList<string> hostPorts)
    {
        ArgumentNullException.ThrowIfNull(hostPorts);
        if (PeerAddresses.Check(hostPorts) is { } error) return error;
        return await ChangeAsync(
            id,
            (_, record) => record with { Peers = PeerAddresses.Join(record.Peers, hostPorts) },
            (_, handle) => PeerAddresses.HandOver(hostPorts, handle.AddPeers));
    }

    /// <summary>
    /// Changes priorities of files. Before a magnet link's metainfo is there the rules are kept for then, and the
    /// answer is empty.
    /// </summary>
    public async Task<Result<IReadOnlyList<FileSnapshot>>> SetPrioritiesAsync(string id, IReadOnlyList<FileRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (FileRules.Check(rules) is { } wrong) return wrong;
        Result<TorrentRow> changed = await ChangeAsync(
            id,
            (entry, record) => FileChoice.Change(record, entry.Metainfo, rules),
            (entry, handle) =>
            {
                if (handle.Metainfo is not null) handle.SetPriorities(FileRules.FromBytes(entry.Record.Priorities));
            });
        if (!changed.TryGet(out TorrentRow? row, out AppError? error)) return error;
        return row.HasMetainfo ? await GetFilesAsync(id) : Array.Empty<FileSnapshot>();
    }

    /// <summary>
    /// Forgets it. Null: that is durable. Its content is deleted, if that is wanted, after the answer, and by the next
    /// start if this run ends before; files that another torrent uses stay.
    /// </summary>
    public async Task<AppError?> RemoveAsync(string id, bool deleteData)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        return await _tools.Remover.RemoveAsync(entry, deleteData);
    }

    /// <summary>Its files.</summary>
    public async Task<Result<IReadOnlyList<FileSnapshot>>> GetFilesAsync(string id)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        return entry.Metainfo is null
            ? Missing(entry)
            : await DetailsAsync(entry, handle => handle.GetFilesAsync());
    }

    /// <summary>Its connected peers.</summary>
    public async Task<Result<IReadOnlyList<PeerSnapshot>>> GetPeersAsync(string id) =>
        _registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)
            ? await DetailsAsync(entry, handle => handle.GetPeersAsync())
            : unknown;

    /// <summary>Its trackers.</summary>
    public async Task<Result<IReadOnlyList<TrackerSnapshot>>> GetTrackersAsync(string id) =>
        _registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)
            ? await DetailsAsync(entry, handle => handle.GetTrackersAsync())
            : unknown;

    /// <summary>Takes up the torrents of the last run.</summary>
    internal void Load(LoadedState state) => _tools.Loader.Load(state);

    private async Task<Result<TorrentSource>> SourceOfAsync(AddTorrentCommand command, CancellationToken cancellation)
    {
        // A null array becomes an empty memory on its way here, so both stand for nothing.
        bool hasFile = command.TorrentFile is { IsEmpty: false };
        if (hasFile != string.IsNullOrWhiteSpace(command.Uri))
            return new AppError("bad-request", "A torrent is added by its file or by an address: one of both.");
        if (hasFile) return TorrentSource.OfFile(command.TorrentFile!.Value);
        string uri = command.Uri!.Trim();
        if (uri.StartsWith("magnet:", StringComparison.OrdinalIgnoreCase)) return TorrentSource.OfMagnet(uri);
        return TorrentFetcher.IsUrl(uri)
            ? await _tools.Fetcher.FetchAsync(uri, cancellation)
            : new AppError("address-invalid", "The address is neither a magnet link nor one of http or https.");
    }

    private async Task<Result<TorrentRow>> ChangeAsync(
        string id,
        Func<TorrentEntry, TorrentRecord, Result<TorrentRecord>> change,
        Action<TorrentEntry, TorrentHandle>? then = null)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        AppError? error = await entry.ChangeAsync(
            record => change(entry, record), then is null ? null : handle => then(entry, handle));
        return error is null ? entry.Row : error;
    }

    private Task<Result<TorrentRow>> AskAsync(string id, Action<TorrentHandle> ask, bool needsMetainfo = true)
    {
        Result<TorrentRow> result;
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) result = unknown;
        else if (entry.Handle is not { } handle || (needsMetainfo && entry.Metainfo is null)) result = Missing(entry);
        else
        {
            ask(handle);
            result = entry.Row;
        }

        return Task.FromResult(result);
    }

    private static async Task<Result<IReadOnlyList<T>>> DetailsAsync<T>(
        TorrentEntry entry, Func<TorrentHandle, Task<IReadOnlyList<T>>> ask)
    {
        if (entry.Handle is not { } handle) return Array.Empty<T>();
        try
        {
            return (await ask(handle)).ToArray();
        }
        catch (OperationCanceledException)
        {
            return new AppError("torrent-not-found", $"{entry.Record.Name} was removed in the meantime.");
        }
    }

    private static AppError Missing(TorrentEntry entry) => new(
        "metadata-missing",
        entry.Source.Trouble is { } trouble
            ? $"{entry.Record.Name}: {trouble}"
            : $"The metadata of {entry.Record.Name} is not known yet: no peer has told it.");
}
