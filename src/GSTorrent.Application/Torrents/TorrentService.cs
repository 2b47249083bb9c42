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
            : await _tools.Destinations.PrepareAsync(
                command.Destination ?? _tools.Categories.DestinationOf(command.Category?.Trim()));
        if (!destination.TryGet(out string? directory, out AppError? notAllowed)) return notAllowed;
        if (!TorrentAdder.RecordOf(source, command, settings, directory).TryGet(out var record, out AppError? error))
            return error;
        if (!isKnown) record = await _tools.Names.ChooseAsync(record, source.Metainfo);
        var start = new AddStart(command.ToTop, command.IsComplete, !command.IsRead);
        Result<AddedTorrent> added = await _tools.Uses.UseAsync(() => AddAsync(source, record, start, isKnown));
        return added is { Error: null, Value.IsNew: true }
            ? added.Value with
            {
                Note = _tools.Names.Tell(record, source.Metainfo),
                ChangedNames = NameChoice.ChangedNames(record, source.Metainfo),
            }
            : added;
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
            handle => _tools.Queue.Start(entry, handle));
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
        _tools.Queue.Stop);

    /// <summary>Compares its content with the hashes of its pieces. It goes on after the answer.</summary>
    public Task<Result<TorrentRow>> RecheckAsync(string id) => TellAsync(id, handle => handle.RecheckAsync());

    /// <summary>Announces as soon as its trackers allow, and dials its peers. It goes on after the answer.</summary>
    public Task<Result<TorrentRow>> AnnounceAsync(string id) =>
        TellAsync(id, handle => handle.AnnounceAsync(), needsMetainfo: false);

    /// <summary>
    /// Moves its content to another directory. It goes on after the answer, and in the next run if this one ends
    /// before. Refused if another torrent uses the same files.
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

    /// <summary>
    /// Takes its content to lie in another directory: nothing is moved, and what is there is checked after the answer.
    /// </summary>
    public async Task<Result<TorrentRow>> RelocateAsync(string id, string destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        if (!(await _tools.Destinations.PrepareAsync(destination)).TryGet(out string? directory, out AppError? refused))
            return refused;
        AppError? error = await _tools.Mover.RelocateAsync(entry, directory);
        return error is null ? entry.Row : error;
    }

    /// <summary>
    /// Gives a file or a folder of its content another path, with '/', below its destination. Refused if another
    /// torrent uses the same files.
    /// </summary>
    public async Task<Result<TorrentRow>> RenamePathAsync(string id, string oldPath, string newPath)
    {
        ArgumentNullException.ThrowIfNull(oldPath);
        ArgumentNullException.ThrowIfNull(newPath);
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        AppError? error = await _tools.Renamer.RenameAsync(entry, oldPath, newPath);
        return error is null ? entry.Row : error;
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

    /// <summary>
    /// The metainfo of a torrent that is there, with the trackers and web seeds that it has now; null: not known.
    /// </summary>
    internal MetainfoFormat.Metainfo? MetainfoOf(Primitives.InfoHash infoHash) =>
        _registry.TryGet(infoHash, out TorrentEntry? entry) && entry.Metainfo is { } metainfo
            ? metainfo.WithSources(TorrentDetails.TiersOf(entry), TorrentDetails.WebSeedsOf(entry))
            : null;

    /// <summary>Takes up the torrents of the last run.</summary>
    internal void Load(LoadedState state) => _tools.Loader.Load(state);

    // One that was there, and was removed meanwhile, is a new one after all.
    private async Task<Result<AddedTorrent>> AddAsync(
        TorrentSource source, TorrentRecord record, AddStart start, bool isKnown)
    {
        if (!isKnown && await EnsureOrganizedAsync(record) is { } refused) return refused;
        Result<AddedTorrent> added = await _tools.Adder.AddAsync(source, record, start);
        bool isNewAfterAll = isKnown && added is { Error: null, Value.IsNew: true };
        return isNewAfterAll && await EnsureOrganizedAsync(record) is { } error ? error : added;
    }

    // Whoever adds a torrent with a category or tags that are new makes them.
    private async Task<AppError?> EnsureOrganizedAsync(TorrentRecord record)
    {
        AppError? error = record.Wishes.Category is { } category
            ? await _tools.Categories.EnsureAsync(category)
            : null;
        return error ?? await _tools.Tags.EnsureAsync(record.Tags);
    }

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
            ? await _tools.Fetcher.FetchAsync(command.Owner, uri, cancellation)
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

    private async Task<Result<TorrentRow>> TellAsync(
        string id, Func<TorrentHandle, Task> tell, bool needsMetainfo = true)
    {
        if (!_registry.Find(id).TryGet(out TorrentEntry? entry, out AppError? unknown)) return unknown;
        if (entry.Handle is not { } handle || (needsMetainfo && entry.Metainfo is null)) return entry.NoMetainfo;
        await tell(handle);
        return entry.Row;
    }
}
