using GSTorrent.Api.Contracts;
using GSTorrent.Client.Transport;

namespace GSTorrent.Client;

/// <summary>
/// One server's native API (docs/api/native.md), typed. Thread-safe; make one per server and keep it. Every call throws
/// <see cref="ClientException"/> if it does not get its answer, and <see cref="OperationCanceledException"/> only if
/// the caller's token asks for it.
/// </summary>
public sealed class GSTorrentClient : IDisposable
{
    private readonly ApiConnection _connection;

    /// <param name="settings">Address, token and limits.</param>
    public GSTorrentClient(ClientSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _connection = new ApiConnection(settings);
        Torrents = new TorrentCalls(_connection);
        Journal = new JournalCalls(_connection);
        Settings = new SettingCalls(_connection);
        Tokens = new TokenCalls(_connection);
        Organizing = new OrganizingCalls(_connection);
        Users = new UserCalls(_connection);
        Jobs = new JobCalls(_connection);
        Directories = new DirectoryCalls(_connection);
    }

    /// <summary>Where the server listens.</summary>
    public ServerAddress Address => _connection.Settings.Address;

    /// <summary>The torrents and all that is done to them.</summary>
    public TorrentCalls Torrents { get; }

    /// <summary>The journal.</summary>
    public JournalCalls Journal { get; }

    /// <summary>The server's settings.</summary>
    public SettingCalls Settings { get; }

    /// <summary>The tokens that open the server.</summary>
    public TokenCalls Tokens { get; }

    /// <summary>Categories and tags.</summary>
    public OrganizingCalls Organizing { get; }

    /// <summary>The users who sign in with a password.</summary>
    public UserCalls Users { get; }

    /// <summary>Work that takes a while.</summary>
    public JobCalls Jobs { get; }

    /// <summary>What lies on the server's disks.</summary>
    public DirectoryCalls Directories { get; }

    /// <summary>Version, destination, ports and warnings.</summary>
    public Task<ServerDto> GetServerAsync(CancellationToken cancellation = default) =>
        _connection.GetAsync("server", ContractsJsonContext.Default.ServerDto, cancellation);

    /// <summary>Rates and totals of all torrents that the caller sees.</summary>
    public Task<StatsDto> GetStatsAsync(CancellationToken cancellation = default) =>
        _connection.GetAsync("stats", ContractsJsonContext.Default.StatsDto, cancellation);

    /// <summary>Whether peers have reached the server, and its addresses and network interfaces.</summary>
    public Task<NetworkDto> GetNetworkAsync(CancellationToken cancellation = default) =>
        _connection.GetAsync("network", ContractsJsonContext.Default.NetworkDto, cancellation);

    /// <summary>Asks the server to stop cleanly; returns when it agreed, not when it has stopped.</summary>
    public Task ShutdownAsync(CancellationToken cancellation = default) =>
        _connection.SendAsync(HttpMethod.Post, "shutdown", cancellation);

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();
}
