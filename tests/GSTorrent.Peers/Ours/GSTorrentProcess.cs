using System.Globalization;
using System.Net.Http.Headers;
using GSTorrent.Peers.Running;

namespace GSTorrent.Peers.Ours;

/// <summary>
/// Our server as users start it: a process with a state folder and a destination that may outlive it, so that a test
/// can kill it and start another one on the same state.
/// </summary>
public sealed class GSTorrentProcess : IAsyncDisposable
{
    private const int StartTimeoutMs = 30_000;
    private readonly TaskCompletionSource<Uri> _controlUrl = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GSTorrentProcess(string destination, string stateFolder)
    {
        Destination = destination;
        StateFolder = stateFolder;
    }

    /// <summary>Where downloads go.</summary>
    public string Destination { get; }

    /// <summary>Its state directory.</summary>
    public string StateFolder { get; }

    /// <summary>The running program.</summary>
    public ExternalProcess Process { get; private set; } = null!;

    /// <summary>Scheme, host and port of the native API, as printed at start.</summary>
    public Uri ControlUrl { get; private set; } = null!;

    /// <summary>The token for local scripts, as the server left it in its state directory.</summary>
    public string Token { get; private set; } = "";

    /// <summary>
    /// Calls under <c>/api/v1/</c> with the bearer token; relative addresses such as <c>torrents</c>.
    /// </summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>
    /// Starts the server with discovery off and ports of its own choice; returns when its API answers. It may be
    /// started by another program, which becomes it.
    /// </summary>
    public static async Task<GSTorrentProcess> StartAsync(
        string destination, string stateFolder, IEnumerable<string> moreArguments, CancellationToken cancellationToken,
        string? binary = null, IReadOnlyList<string>? by = null)
    {
        binary ??= GSTorrentBinary.Find()
            ?? throw new InvalidOperationException("GSTorrent is not built: build src/GSTorrent.Server first");
        var server = new GSTorrentProcess(destination, stateFolder);
        string[] arguments =
        [
            "-d", destination, "--state-dir", stateFolder, "-p", "0", "--peer-port", "0", "--offline",
            .. moreArguments,
        ];
        string[] words = [.. by ?? [], binary, .. arguments];
        server.Process = ExternalProcess.Start(words[0], words[1..], destination, server.OnLine);
        await server.WaitAsync(cancellationToken);
        return server;
    }

    /// <summary>SIGKILL: what a crash or a power cut of the program looks like.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.WaitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public Task<int> StopAsync() => Process.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await Process.DisposeAsync();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Poll.UntilAsync(
            _ => Process.HasExited
                ? throw new InvalidOperationException($"GSTorrent ended with {Process.ExitCode}:\n{Process.Output}")
                : Task.FromResult(_controlUrl.Task.IsCompleted && File.Exists(Path.Combine(StateFolder, "token"))),
            $"GSTorrent told its control URL\n{Process.Output}", StartTimeoutMs, cancellationToken);
        ControlUrl = await _controlUrl.Task;
        Token = (await File.ReadAllTextAsync(Path.Combine(StateFolder, "token"), cancellationToken)).Trim();
        Http = new HttpClient { BaseAddress = new Uri(ControlUrl, "/api/v1/") };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        await Poll.UntilAsync(AnswersAsync, $"GSTorrent answers\n{Process.Output}", StartTimeoutMs, cancellationToken);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await Http.GetAsync("server", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // The first line with an http address on loopback is the control URL; what follows the port is not ours to read.
    private void OnLine(string line)
    {
        int at = line.IndexOf("http://", StringComparison.Ordinal);
        string word = at < 0 ? "" : line[at..].Split(' ', 2)[0].TrimEnd(',', '.');
        if (Uri.TryCreate(word, UriKind.Absolute, out Uri? url) && url.IsLoopback && url.Port > 0)
        {
            string port = url.Port.ToString(CultureInfo.InvariantCulture);
            _controlUrl.TrySetResult(new Uri($"http://{url.Host}:{port}/"));
        }
    }
}
