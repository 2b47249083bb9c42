using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Ours;

/// <summary>A running server and the client that controls it, and a torrent that another server seeds.</summary>
public sealed class ClientAndServer : IAsyncDisposable
{
    private const int TimeoutMs = 60_000;

    private readonly TemporaryFolder _folder = new();
    private GSTorrentPeer? _seeder;

    private ClientAndServer() => Client = new Gstctl(_folder.Sub("home")) { StateDir = _folder.Sub("state") };

    public Gstctl Client { get; }

    public GSTorrentProcess Server { get; private set; } = null!;

    /// <summary>Where the server puts content.</summary>
    public string Destination => Server.Destination;

    /// <summary>The content that <see cref="SeedAsync"/> made, where it was made.</summary>
    public string Original { get; private set; } = "";

    public TorrentFile Torrent { get; private set; } = null!;

    /// <summary>Where the seeder is.</summary>
    public string SeederAddress => _seeder!.EndPoint.ToString();

    public static async Task<ClientAndServer> StartAsync()
    {
        var pair = new ClientAndServer();
        string destination = pair._folder.Sub("downloads");
        pair.Server = await GSTorrentProcess.StartAsync(destination, pair.Client.StateDir!, [], Swarm.Token);
        return pair;
    }

    /// <summary>Makes content and a torrent of it, by the client, and has another server seed it.</summary>
    public async Task SeedAsync(string name, int seed)
    {
        Original = Payload.OddFolder(name, seed).WriteTo(_folder.Sub("original"));
        string path = Path.Combine(Client.Home, "content.torrent");
        await Client.ExpectAsync("create", Original, "-o", path, "-l", "32KiB", "-t", "http://127.0.0.1:9/announce");
        Torrent = TorrentFile.Read(path, name);
        _seeder = new GSTorrentPeer();
        await _seeder.StartAsync(Swarm.Token);
        await _seeder.SeedAsync(Torrent, Path.GetDirectoryName(Original)!, Swarm.Token);
    }

    /// <summary>Asks the server until the torrent is as it should be.</summary>
    public Task UntilAsync(string id, string what, Predicate<JsonNode> condition) => Poll.UntilAsync(
        async token => condition((await Server.Http.GetFromJsonAsync<JsonNode>($"torrents/{id}", token))!),
        what, TimeoutMs, Swarm.Token);

    public Task UntilStateAsync(string id, string state) =>
        UntilAsync(id, state, torrent => state.Equals((string?)torrent["state"], StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (_seeder is not null) await _seeder.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
