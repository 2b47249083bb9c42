using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GSTorrent.Api.Contracts;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Torrents;
using GSTorrent.Server.Control;

namespace GSTorrent.Api.Native.Tests;

/// <summary>
/// The real HTTP server on loopback over a real application in a directory of its own: nothing is replaced, so
/// authentication, guards and limits are those of the program.
/// </summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly ControlSockets _sockets;

    private RunningServer(string root, GstHost host, ControlSockets sockets, ControlServer control)
    {
        (Root, Host, _sockets, Control) = (root, host, sockets, control);
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(control.Urls[0] + NativeApi.Root + "/"),
        };
        Token = File.ReadAllText(host.State.TokenPath).Trim();
    }

    public string Root { get; }

    public GstHost Host { get; }

    public ControlServer Control { get; }

    /// <summary>Sends nothing by itself.</summary>
    public HttpClient Http { get; }

    /// <summary>An admin's.</summary>
    public string Token { get; }

    public string Destination => Path.Combine(Root, "downloads");

    public static async Task<RunningServer> StartAsync(
        bool noAuth = false,
        string host = "127.0.0.1",
        TimeProvider? clock = null,
        TimeProvider? applicationClock = null,
        params IEnumerable<(string Name, string Text)> more)
    {
        string root = Directory.CreateTempSubdirectory("gst-api-").FullName;
        string destination = Directory.CreateDirectory(Path.Combine(root, "downloads")).FullName;
        GstHost application = Valid(await GstHost.OpenAsync(new HostOptions
        {
            StateDirectory = Path.Combine(root, "state"),
            Destination = destination,
            Time = applicationClock ?? TimeProvider.System,
            CommandLineSettings = Usual.Concat(more).ToDictionary(pair => pair.Name, pair => pair.Text),
        }));
        ControlSockets sockets = Valid(ControlSockets.Bind(Valid(await ControlAddress.ResolveAsync([host], 0))));
        var settings = new ControlSettings { NoAuth = noAuth, Clock = clock ?? TimeProvider.System };
        ControlServer control = Valid(await ControlServer.StartAsync(application, sockets, settings));
        return new RunningServer(root, application, sockets, control);
    }

    private static (string Name, string Text)[] Usual =>
    [
        (NetworkSettings.PeerPort.Name, "0"), (NetworkSettings.ListenAddresses.Name, "127.0.0.1"),
        (NetworkSettings.Offline.Name, "true"),
    ];

    public async Task<string> TokenOfAsync(AccessRole role, string? category = null) =>
        Valid(await Host.Tokens.CreateAsync(role.ToString(), role, null, category)).Secret;

    /// <summary>Adds a torrent of a category; it does not run.</summary>
    public async Task<TorrentRow> AddAsync(int number, string? category) => Valid(await Host.Torrents.AddAsync(
        new AddTorrentCommand { TorrentFile = Samples.TorrentFile(number), Paused = true, Category = category },
        CancellationToken.None)).Torrent;

    /// <summary>Sends a request with a token (the admin's if none is given, none if it is empty).</summary>
    public Task<HttpResponseMessage> SendAsync(
        string method, string route, string? json = null, string? token = null, CancellationToken stop = default)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), route);
        token ??= Token;
        if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
    }

    /// <summary>Sends a request that must get this status, and reads its answer.</summary>
    public async Task<T> AskAsync<T>(
        string method, string route, int status, JsonTypeInfo<T> type, string? json = null, string? token = null)
    {
        using HttpResponseMessage response = await SendAsync(method, route, json, token);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{method} {route}: {response.StatusCode} {body}");
        return JsonSerializer.Deserialize(body, type)!;
    }

    /// <summary>Sends a request that must be refused with this status and a problem of this code.</summary>
    public async Task<ProblemDto> RefusedAsync(
        string method, string route, int status, string code, string? json = null, string? token = null)
    {
        using HttpResponseMessage response = await SendAsync(method, route, json, token);
        return await ProblemAsync(response, status, code);
    }

    public static async Task<ProblemDto> ProblemAsync(HttpResponseMessage response, int status, string code)
    {
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        ProblemDto problem = JsonSerializer.Deserialize(body, ContractsJsonContext.Default.ProblemDto)!;
        Assert.Equal((status, code), (problem.Status, problem.Code));
        Assert.False(string.IsNullOrEmpty(problem.Detail));
        return problem;
    }

    public Task<TorrentDto> AddAsync(int number, bool paused = true) => AskAsync(
        "POST", "torrents", 201, ContractsJsonContext.Default.TorrentDto, Samples.AddBody(number, paused));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Control.StopAsync(TimeSpan.FromSeconds(1));
        await Control.DisposeAsync();
        _sockets.Dispose();
        await Host.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    private static T Valid<T>(Result<T> result)
    {
        Assert.Null(result.Error);
        return result.Value;
    }
}
