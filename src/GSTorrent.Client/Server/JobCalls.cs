using GSTorrent.Api.Contracts;
using GSTorrent.Client.Transport;

namespace GSTorrent.Client;

/// <summary>Work of one server that takes a while: checks, moves, torrents that are made.</summary>
public sealed class JobCalls
{
    private readonly ApiConnection _connection;

    internal JobCalls(ApiConnection connection) => _connection = connection;

    private static ContractsJsonContext Json => ContractsJsonContext.Default;

    /// <summary>The checks and moves that go on, and the creations of the last hour.</summary>
    public Task<IReadOnlyList<JobDto>> GetAllAsync(CancellationToken cancellation = default) =>
        _connection.GetAsync("jobs", Json.IReadOnlyListJobDto, cancellation);

    /// <summary>Makes a .torrent file of content on the server; the answer does not wait for the end.</summary>
    public Task<JobDto> CreateAsync(CreateJobRequest request, CancellationToken cancellation = default) =>
        _connection.SendAsync(
            HttpMethod.Post, "jobs/creations", (request, Json.CreateJobRequest), Json.JobDto, cancellation);

    /// <summary>How far a creation is.</summary>
    public Task<JobDto> GetCreationAsync(string id, CancellationToken cancellation = default) =>
        _connection.GetAsync(Route(id), Json.JobDto, cancellation);

    /// <summary>Ends a creation if it is not done, and forgets it.</summary>
    public Task RemoveCreationAsync(string id, CancellationToken cancellation = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route(id), cancellation);

    private static string Route(string id) => "jobs/creations/" + Uri.EscapeDataString(id);
}
