using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Remotes;

/// <summary>
/// A server that programs of other people control, a torrent made by mktorrent, and another server that seeds it.
/// </summary>
public sealed class ServedTorrent : IAsyncDisposable
{
    private const int TimeoutMs = 60_000;
    private readonly TemporaryFolder _folder = new();
    private GSTorrentPeer? _seeder;

    private ServedTorrent()
    {
    }

    public GSTorrentProcess Server { get; private set; } = null!;

    public TorrentFile Torrent { get; private set; } = null!;

    public Payload Payload { get; private set; } = null!;

    /// <summary>The content, where it was made.</summary>
    public string Original { get; private set; } = "";

    /// <summary>Where the server puts content.</summary>
    public string Downloads => Server.Destination;

    /// <summary>A folder for the program.</summary>
    public string Home { get; private set; } = "";

    /// <summary>Starts the server.</summary>
    /// <param name="payload">Content of the torrent.</param>
    /// <param name="asksWho">False: nobody has to sign in, as everything is on this machine.</param>
    /// <param name="announceUrl">Its tracker; nobody answers there if none is given.</param>
    public static async Task<ServedTorrent> StartAsync(
        Payload payload, bool asksWho = false, string announceUrl = "http://127.0.0.1:9/announce")
    {
        Requirements.Need("mktorrent");
        var served = new ServedTorrent { Payload = payload };
        served.Home = served._folder.Sub("home");
        served.Original = payload.WriteTo(served._folder.Sub("original"));
        string path = Path.Combine(served._folder.Path, "content.torrent");
        served.Torrent = await TorrentFile.CreateAsync(
            served.Original, path, 15, announceUrl, Swarm.Token);
        served.Server = await GSTorrentProcess.StartAsync(
            served._folder.Sub("downloads"), served._folder.Sub("state"), asksWho ? [] : ["--no-auth"], Swarm.Token);
        return served;
    }

    /// <summary>Adds a user who may do everything.</summary>
    public async Task AddUserAsync(string name, string password)
    {
        var user = new JsonObject { ["name"] = name, ["password"] = password, ["role"] = "admin" };
        using HttpResponseMessage added = await Server.Http.PostAsJsonAsync("users", user, Swarm.Token);
        added.EnsureSuccessStatusCode();
    }

    /// <summary>What the server itself says of a torrent.</summary>
    public async Task<JsonNode> TorrentAsync(string infoHash) =>
        (await Server.Http.GetFromJsonAsync<JsonNode>($"torrents/{infoHash}", Swarm.Token))!;

    /// <summary>Has the server it?</summary>
    public async Task<HttpStatusCode> StatusOfAsync(string infoHash)
    {
        using HttpResponseMessage answer = await Server.Http.GetAsync($"torrents/{infoHash}", Swarm.Token);
        return answer.StatusCode;
    }

    /// <summary>Changes a torrent by the native API.</summary>
    public async Task ChangeAsync(string infoHash, JsonObject change)
    {
        using HttpResponseMessage changed = await Server.Http.PatchAsJsonAsync(
            $"torrents/{infoHash}", change, Swarm.Token);
        changed.EnsureSuccessStatusCode();
    }

    /// <summary>Has another server seed the torrent and tells the first one of it.</summary>
    public async Task DialSeederAsync()
    {
        _seeder = new GSTorrentPeer();
        await _seeder.StartAsync(Swarm.Token);
        await _seeder.SeedAsync(Torrent, Path.GetDirectoryName(Original)!, Swarm.Token);
        var peers = new JsonObject { ["peers"] = new JsonArray(_seeder.EndPoint.ToString()) };
        using HttpResponseMessage told = await Server.Http.PostAsJsonAsync(
            $"torrents/{Torrent.InfoHash}/peers", peers, Swarm.Token);
        told.EnsureSuccessStatusCode();
    }

    /// <summary>Asks until it is so.</summary>
    public static Task UntilAsync(string what, Func<Task<bool>> condition) =>
        Poll.UntilAsync(_ => condition(), what, TimeoutMs, Swarm.Token);

    public async ValueTask DisposeAsync()
    {
        if (_seeder is not null) await _seeder.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
