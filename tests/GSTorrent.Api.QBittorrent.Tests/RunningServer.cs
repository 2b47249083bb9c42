using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Settings;
using GSTorrent.Server.Control;

namespace GSTorrent.Api.QBittorrent.Tests;

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
        Http = new HttpClient(new HttpClientHandler { UseCookies = false })
        {
            BaseAddress = new Uri(control.Urls[0] + QBittorrentApi.Root + "/"),
        };
        Token = File.ReadAllText(host.State.TokenPath).Trim();
    }

    public string Root { get; }

    public GstHost Host { get; }

    public ControlServer Control { get; }

    /// <summary>Sends nothing by itself and keeps no cookies.</summary>
    public HttpClient Http { get; }

    /// <summary>An admin's.</summary>
    public string Token { get; }

    public string Destination => Path.Combine(Root, "downloads");

    public static async Task<RunningServer> StartAsync(bool noAuth = false, TimeProvider? clock = null)
    {
        string root = Directory.CreateTempSubdirectory("gst-qbt-").FullName;
        string destination = Directory.CreateDirectory(Path.Combine(root, "downloads")).FullName;
        GstHost application = Valid(await GstHost.OpenAsync(new HostOptions
        {
            StateDirectory = Path.Combine(root, "state"),
            Destination = destination,
            Time = clock ?? TimeProvider.System,
            CommandLineSettings = new Dictionary<string, string>
            {
                [NetworkSettings.PeerPort.Name] = "0",
                [NetworkSettings.ListenAddresses.Name] = "127.0.0.1",
                [NetworkSettings.Offline.Name] = "true",
            },
        }));
        ControlSockets sockets = Valid(ControlSockets.Bind(Valid(await ControlAddress.ResolveAsync(["127.0.0.1"], 0))));
        var settings = new ControlSettings { NoAuth = noAuth, Clock = clock ?? TimeProvider.System };
        ControlServer control = Valid(await ControlServer.StartAsync(application, sockets, settings));
        return new RunningServer(root, application, sockets, control);
    }

    public async Task<string> TokenOfAsync(
        AccessRole role, QBittorrentManners manners = QBittorrentManners.V51) =>
        Valid(await Host.Tokens.CreateAsync(role.ToString(), role, null, manners: manners)).Secret;

    /// <summary>Sends a request with a token (the admin's if none is given, none if it is empty).</summary>
    public Task<HttpResponseMessage> SendAsync(
        string method, string route, HttpContent? content = null, string? token = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), route) { Content = content };
        token ??= Token;
        if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Http.SendAsync(request);
    }

    /// <summary>Sends a form that must get this status, and reads the text of its answer.</summary>
    public async Task<string> PostAsync(string route, int status, params (string Name, string Value)[] fields)
    {
        var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using HttpResponseMessage response = await SendAsync("POST", route, form);
        return await ReadAsync(response, route, status);
    }

    /// <summary>Asks for a text.</summary>
    public async Task<string> TextAsync(string route, int status = 200, string? token = null)
    {
        using HttpResponseMessage response = await SendAsync("GET", route, token: token);
        return await ReadAsync(response, route, status);
    }

    /// <summary>Asks for JSON.</summary>
    public async Task<JsonNode> JsonAsync(string route, string? token = null) =>
        JsonNode.Parse(await TextAsync(route, token: token))!;

    /// <summary>Adds a sample, stopped unless the fields say otherwise.</summary>
    public Task<string> AddAsync(int number, params (string Name, string Value)[] fields) =>
        AddFileAsync(Samples.TorrentFile(number), 200, fields);

    public async Task<string> AddFileAsync(
        byte[] file, int status = 200, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage response = await SendAsync("POST", "torrents/add", AddForm(file, fields));
        return await ReadAsync(response, "torrents/add", status);
    }

    public static MultipartFormDataContent AddForm(byte[] file, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "torrents", "some.torrent" } };
        if (!fields.Any(field => field.Name is "stopped" or "paused")) fields = [.. fields, ("stopped", "true")];
        foreach ((string name, string value) in fields) form.Add(new StringContent(value), name);
        return form;
    }

    /// <summary>The only torrent that the list shows.</summary>
    public async Task<JsonNode> TorrentAsync(string hash) =>
        Assert.Single((await JsonAsync($"torrents/info?hashes={hash}")).AsArray())!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Control.StopAsync(TimeSpan.FromSeconds(1));
        await Control.DisposeAsync();
        _sockets.Dispose();
        await Host.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    public static T Valid<T>(Result<T> result)
    {
        Assert.Null(result.Error);
        return result.Value;
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, string route, int status)
    {
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{route}: {(int)response.StatusCode} {body}");
        return body;
    }
}
