using System.Text.Json.Serialization.Metadata;
using GSTorrent.Api.Contracts;
using GSTorrent.Client.Transport;

namespace GSTorrent.Client;

/// <summary>
/// The torrents of one server. An id is a torrent's number, its info-hash, or the first 6 or more digits of that.
/// </summary>
public sealed class TorrentCalls
{
    private readonly ApiConnection _connection;
    private readonly TorrentEvents _events;

    internal TorrentCalls(ApiConnection connection)
    {
        _connection = connection;
        _events = new TorrentEvents(connection);
    }

    private static ContractsJsonContext Json => ContractsJsonContext.Default;

    /// <summary>
    /// The torrents that a query chooses, or all, and the revision from which <see cref="FollowAsync"/> goes on.
    /// </summary>
    public Task<TorrentListDto> ListAsync(
        TorrentListQuery? query = null, CancellationToken cancellation = default) =>
        _connection.GetAsync("torrents" + query?.ToText(), Json.TorrentListDto, cancellation);

    /// <summary>
    /// What changes from now on. A broken stream is resumed after the last revision that was received, without loss or
    /// repetition; only the first connection, a refusal or a wrong certificate ends it with an exception.
    /// </summary>
    /// <param name="from">The whole list as the caller has it; null asks for every torrent first.</param>
    /// <param name="filter">
    /// Tells of the torrents that fit only (docs/api/native.md): the stream begins with all of them, and one that does
    /// not fit any more is told as removed. Null: every torrent.
    /// </param>
    /// <param name="cancellation">Ends the stream.</param>
    public IAsyncEnumerable<TorrentChanges> FollowAsync(
        TorrentListDto? from = null, string? filter = null, CancellationToken cancellation = default) =>
        _events.FollowAsync(from, filter, cancellation);

    /// <summary>Adds a torrent, or finds that it is there already.</summary>
    public async Task<AddedTorrent> AddAsync(AddTorrentRequest request, CancellationToken cancellation = default)
    {
        (int status, TorrentDto torrent) = await _connection.SendForStatusAsync(
            HttpMethod.Post, "torrents", (request, Json.AddTorrentRequest), Json.TorrentDto, cancellation);
        return new AddedTorrent(torrent, IsNew: status == 201);
    }

    /// <summary>One torrent.</summary>
    public Task<TorrentDto> GetAsync(string id, CancellationToken cancellation = default) =>
        _connection.GetAsync(Route(id), Json.TorrentDto, cancellation);

    /// <summary>Its content files, by index.</summary>
    public Task<IReadOnlyList<FileDto>> GetFilesAsync(string id, CancellationToken cancellation = default) =>
        _connection.GetAsync(Route(id, "/files"), Json.IReadOnlyListFileDto, cancellation);

    /// <summary>Its .torrent file, with the trackers and web seeds of now.</summary>
    public Task<byte[]> ExportAsync(string id, CancellationToken cancellation = default) =>
        _connection.GetBytesAsync(Route(id, "/torrent-file"), cancellation);

    /// <summary>Its connected peers.</summary>
    public Task<IReadOnlyList<PeerDto>> GetPeersAsync(string id, CancellationToken cancellation = default) =>
        _connection.GetAsync(Route(id, "/peers"), Json.IReadOnlyListPeerDto, cancellation);

    /// <summary>Its trackers, by tier.</summary>
    public Task<IReadOnlyList<TrackerDto>> GetTrackersAsync(string id, CancellationToken cancellation = default) =>
        _connection.GetAsync(Route(id, "/trackers"), Json.IReadOnlyListTrackerDto, cancellation);

    /// <summary>Its pieces.</summary>
    public Task<PiecesDto> GetPiecesAsync(string id, CancellationToken cancellation = default) =>
        _connection.GetAsync(Route(id, "/pieces"), Json.PiecesDto, cancellation);

    /// <summary>What its metainfo says, its web seeds and its magnet link.</summary>
    public Task<TorrentFactsDto> GetFactsAsync(string id, CancellationToken cancellation = default) =>
        _connection.GetAsync(Route(id, "/facts"), Json.TorrentFactsDto, cancellation);

    /// <summary>Changes it: all that is asked for or, if one part is wrong, nothing.</summary>
    public Task<TorrentDto> ChangeAsync(
        string id, ChangeTorrentRequest change, CancellationToken cancellation = default) =>
        ChangeAsync(HttpMethod.Patch, Route(id), change, Json.ChangeTorrentRequest, cancellation);

    /// <summary>Takes torrents elsewhere in the queue; they keep their order among themselves.</summary>
    public Task MoveInQueueAsync(
        IReadOnlyList<int> ids, QueueDirection direction, CancellationToken cancellation = default) =>
        _connection.SendWithoutAnswerAsync(
            HttpMethod.Post, "queue/moves",
            (new QueueMoveRequest { Ids = ids, Direction = direction }, Json.QueueMoveRequest), cancellation);

    /// <summary>Runs it.</summary>
    public Task<TorrentDto> StartAsync(string id, CancellationToken cancellation = default) =>
        PostAsync(id, "/start", cancellation);

    /// <summary>Stops it.</summary>
    public Task<TorrentDto> StopAsync(string id, CancellationToken cancellation = default) =>
        PostAsync(id, "/stop", cancellation);

    /// <summary>Compares its content with the piece hashes; the answer does not wait for the end.</summary>
    public Task<TorrentDto> RecheckAsync(string id, CancellationToken cancellation = default) =>
        PostAsync(id, "/recheck", cancellation);

    /// <summary>Announces it to its trackers now, as far as they allow.</summary>
    public Task<TorrentDto> AnnounceAsync(string id, CancellationToken cancellation = default) =>
        PostAsync(id, "/announce", cancellation);

    /// <summary>Forgets it; deletes its content only if told to.</summary>
    public Task RemoveAsync(string id, bool withContent = false, CancellationToken cancellation = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route(id, withContent ? "?data=true" : ""), cancellation);

    /// <summary>Does one thing to many torrents; one result each, in the order asked for.</summary>
    public Task<IReadOnlyList<ActionResultDto>> ActAsync(
        ActionRequest request, CancellationToken cancellation = default) =>
        _connection.SendAsync(
            HttpMethod.Post, "torrents/actions", (request, Json.ActionRequest),
                Json.IReadOnlyListActionResultDto, cancellation);

    /// <summary>Takes its content to another directory of the server; the answer does not wait for the end.</summary>
    public Task<TorrentDto> MoveAsync(string id, string destination, CancellationToken cancellation = default) =>
        ChangeAsync(HttpMethod.Post, Route(id, "/move"),
            new MoveRequest { Destination = destination }, Json.MoveRequest, cancellation);

    /// <summary>Changes its shown name.</summary>
    public Task<TorrentDto> RenameAsync(string id, string name, CancellationToken cancellation = default) =>
        ChangeAsync(HttpMethod.Post, Route(id, "/rename"),
            new RenameRequest { Name = name }, Json.RenameRequest, cancellation);

    /// <summary>Renames a file or folder of its content; paths are below its destination, with '/'.</summary>
    public Task<TorrentDto> RenamePathAsync(
        string id, string from, string to, CancellationToken cancellation = default) =>
        ChangeAsync(HttpMethod.Post, Route(id, "/files/rename"),
            new RenamePathRequest { From = from, To = to }, Json.RenamePathRequest, cancellation);

    /// <summary>Names peers for it to connect to, as host:port.</summary>
    public Task<TorrentDto> AddPeersAsync(
        string id, IReadOnlyList<string> peers, CancellationToken cancellation = default) =>
        ChangeAsync(HttpMethod.Post, Route(id, "/peers"),
            new PeersRequest { Peers = peers }, Json.PeersRequest, cancellation);

    /// <summary>Changes file priorities; answers all files as they are then.</summary>
    public Task<IReadOnlyList<FileDto>> SetPrioritiesAsync(
        string id, IReadOnlyList<FilePriorityRule> rules, CancellationToken cancellation = default) =>
        _connection.SendAsync(HttpMethod.Put, Route(id, "/priorities"),
            (new PrioritiesRequest { Rules = rules }, Json.PrioritiesRequest), Json.IReadOnlyListFileDto, cancellation);

    /// <summary>Changes its rate limits and order.</summary>
    public Task<TorrentDto> SetLimitsAsync(string id, LimitsRequest limits, CancellationToken cancellation = default) =>
        ChangeAsync(HttpMethod.Put, Route(id, "/limits"), limits, Json.LimitsRequest, cancellation);

    /// <summary>Replaces its labels.</summary>
    public Task<TorrentDto> SetTagsAsync(
        string id, IReadOnlyList<string> tags, CancellationToken cancellation = default) =>
        ChangeAsync(HttpMethod.Put, Route(id, "/tags"),
            new TagsRequest { Tags = tags }, Json.TagsRequest, cancellation);

    private Task<TorrentDto> PostAsync(string id, string rest, CancellationToken cancellation) =>
        _connection.SendAsync(HttpMethod.Post, Route(id, rest), Json.TorrentDto, cancellation);

    private Task<TorrentDto> ChangeAsync<T>(
        HttpMethod method, string route, T request, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        _connection.SendAsync(method, route, (request, type), Json.TorrentDto, cancellation);

    private static string Route(string id, string rest = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return "torrents/" + Uri.EscapeDataString(id) + rest;
    }
}
