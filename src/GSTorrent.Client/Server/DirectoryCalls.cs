using GSTorrent.Api.Contracts;
using GSTorrent.Client.Transport;

namespace GSTorrent.Client;

/// <summary>What lies on the disks of one server, in or below its places for content.</summary>
public sealed class DirectoryCalls
{
    private readonly ApiConnection _connection;

    internal DirectoryCalls(ApiConnection connection) => _connection = connection;

    private static ContractsJsonContext Json => ContractsJsonContext.Default;

    /// <summary>What lies in a directory, by path.</summary>
    public Task<IReadOnlyList<DirectoryItemDto>> ListAsync(string path, CancellationToken cancellation = default) =>
        _connection.GetAsync(
            "directories?path=" + Uri.EscapeDataString(path), Json.IReadOnlyListDirectoryItemDto, cancellation);

    /// <summary>Bytes that may be written at a path that exists.</summary>
    public Task<FreeSpaceDto> GetFreeSpaceAsync(string path, CancellationToken cancellation = default) =>
        _connection.GetAsync("free-space?path=" + Uri.EscapeDataString(path), Json.FreeSpaceDto, cancellation);
}
