using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Remotes;

/// <summary>The server of Flood, a web page for torrent programs, which controls ours. Its own API is used.</summary>
internal sealed class FloodServer : IAsyncDisposable
{
    private const string Listening = "Server listening at ";
    private const int StartTimeoutMs = 60_000;
    private readonly TaskCompletionSource<Uri> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<string> _complaints = [];
    private ExternalProcess _process = null!;
    private HttpClient _http = null!;

    private FloodServer()
    {
    }

    /// <summary>What its log says of errors, its own and those that it was answered with.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_gate) return [.. _complaints];
        }
    }

    /// <summary>Starts it on a port of its own choice; returns when it answers.</summary>
    /// <param name="home">An empty folder for it.</param>
    /// <param name="connection">Options that tell which program it controls.</param>
    public static async Task<FloodServer> StartAsync(string home, params IEnumerable<string> connection)
    {
        string program = Path.Combine(
            NodePackage.Require("flood"), "node_modules", "flood", "dist", "index.js");
        var flood = new FloodServer();
        string[] arguments =
        [
            program, "--auth", "none", "--rundir", home, "--host", "127.0.0.1", "--port", "0", .. connection,
        ];
        flood._process = ExternalProcess.Start("node", arguments, home, flood.OnLine);
        await Poll.UntilAsync(
            _ => flood._process.HasExited
                ? throw new InvalidOperationException($"Flood ended:\n{flood._process.Output}")
                : Task.FromResult(flood._url.Task.IsCompleted),
            $"Flood told where it listens\n{flood._process.Output}", StartTimeoutMs, Swarm.Token);
        flood._http = new HttpClient { BaseAddress = new Uri(await flood._url.Task, "/api/") };

        // This is where it gives out its cookie, even if nobody has to sign in.
        await flood.GetAsync("auth/verify");
        return flood;
    }

    public Task<JsonNode?> GetAsync(string route) => SendAsync(HttpMethod.Get, route, body: null);

    public Task<JsonNode?> PostAsync(string route, JsonObject body) => SendAsync(HttpMethod.Post, route, body);

    public Task<JsonNode?> PatchAsync(string route, JsonObject body) => SendAsync(HttpMethod.Patch, route, body);

    /// <summary>A torrent in its list; null: it has none of that info-hash.</summary>
    public async Task<JsonNode?> TorrentAsync(string infoHash) =>
        (await GetAsync("torrents"))!["torrents"]![infoHash.ToUpperInvariant()];

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string route, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, route);
        if (body is not null) request.Content = JsonContent.Create(body);
        using HttpResponseMessage answer = await _http.SendAsync(request, Swarm.Token);
        string text = await answer.Content.ReadAsStringAsync(Swarm.Token);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException(
                $"{method} {route}: Flood answered {answer.StatusCode} {text}\n{_process.Output}");
        }

        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    // Its log is JSON, a line each, with 40 for warnings and 50 for errors; what else it prints repeats it in colours.
    private void OnLine(string line)
    {
        JsonNode? said = ParseOrNull(line);
        string message = (string?)said?["msg"] ?? "";
        if (message.StartsWith(Listening, StringComparison.Ordinal))
            _url.TrySetResult(new Uri(message[Listening.Length..]));
        bool isError = said is null
            ? line.Contains("Error", StringComparison.Ordinal)
            : (int?)said["level"] >= 50 || (int?)said["res"]?["statusCode"] >= 400;
        if (!isError) return;
        lock (_gate) _complaints.Add(line);
    }

    private static JsonNode? ParseOrNull(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonNode.Parse(line) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
