using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GSTorrent.Api.Transmission.Tests.Serving;

/// <summary>The API over a real application in its own folders, served in memory; the test is the caller.</summary>
internal sealed class RpcHost : IAsyncDisposable
{
    private const string SessionHeader = "X-Transmission-Session-Id";
    private readonly WebApplication _application;

    private RpcHost(string root, GstHost host, WebApplication application)
    {
        (Root, Host, _application) = (root, host, application);
        Http = application.GetTestClient();
    }

    public string Root { get; }

    public string Downloads => Path.Combine(Root, "downloads");

    public GstHost Host { get; }

    /// <summary>Sends nothing by itself.</summary>
    public HttpClient Http { get; }

    public Caller Caller { get; set; } = new(AccessRole.Admin, TokenId: null);

    /// <summary>What the journal gets about the last request; null: nothing.</summary>
    public AuditNote? LastNote { get; private set; }

    /// <summary>Cancelled when the server was told to end.</summary>
    public CancellationToken Ending => _application.Lifetime.ApplicationStopping;

    public string SessionId { get; private set; } = "";

    public static async Task<RpcHost> StartAsync(params (string Name, string Text)[] settings)
    {
        string root = Directory.CreateTempSubdirectory("gst-rpc-").FullName;
        string downloads = Directory.CreateDirectory(Path.Combine(root, "downloads")).FullName;
        var all = new Dictionary<string, string>
        {
            [NetworkSettings.PeerPort.Name] = "0",
            [NetworkSettings.ListenAddresses.Name] = "127.0.0.1",
            [StorageSettings.MinFreeSpace.Name] = "0",
            [StorageSettings.Roots.Name] = root,
        };
        foreach ((string name, string text) in settings) all[name] = text;
        Result<GstHost> opened = await GstHost.OpenAsync(new HostOptions
        {
            StateDirectory = Path.Combine(root, "state"),
            CommandLineSettings = all,
        });
        Assert.Null(opened.Error);
        Result<SettingsSnapshot> placed = await opened.Value.Settings.ChangeAsync(
            new Dictionary<string, string?> { [StorageSettings.Destination.Name] = downloads });
        Assert.Null(placed.Error);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRoutingCore();
        WebApplication application = builder.Build();
        RpcHost? served = null;
        application.Use(async (context, next) =>
        {
            context.Features.Set(served!.Caller);
            await next(context);
            served.LastNote = context.Features.Get<AuditNote>();
        });
        application.MapTransmissionApi(opened.Value);
        await application.StartAsync();
        served = new RpcHost(root, opened.Value, application);
        return await served.HandshakeAsync();
    }

    /// <summary>Sends a body as it is, with the session id.</summary>
    public async Task<(HttpStatusCode Status, string Body)> SendAsync(
        ReadOnlyMemory<byte> body, CancellationToken stop = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/transmission/rpc");
        request.Headers.Add(SessionHeader, SessionId);
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await Http.SendAsync(request, stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(stop));
    }

    public async Task<JsonNode> AskAsync(string body)
    {
        (HttpStatusCode status, string answer) = await SendAsync(Encoding.UTF8.GetBytes(body));
        Assert.True(status == HttpStatusCode.OK, $"{body}: {status} {answer}");
        return JsonNode.Parse(answer)!;
    }

    /// <summary>Calls a method in the legacy dialect, which must succeed; the reply's arguments.</summary>
    public async Task<JsonObject> CallAsync(string method, string arguments = "{}")
    {
        JsonNode answer = await AskAsync($$"""{"method":"{{method}}","arguments":{{arguments}}}""");
        Assert.Equal("success", (string?)answer["result"]);
        return answer["arguments"]!.AsObject();
    }

    /// <summary>Calls a method in the legacy dialect, which must be refused; the text of that.</summary>
    public async Task<string> RefusedAsync(string method, string arguments = "{}")
    {
        JsonNode answer = await AskAsync($$"""{"method":"{{method}}","arguments":{{arguments}}}""");
        Assert.NotEqual("success", (string?)answer["result"]);
        Assert.Equal("{}", answer["arguments"]!.ToJsonString());
        return (string)answer["result"]!;
    }

    /// <summary>The fields of the torrents that the ids name.</summary>
    public async Task<JsonArray> GetAsync(string ids, params string[] fields)
    {
        string list = string.Join(',', fields.Select(field => $"\"{field}\""));
        string which = ids.Length == 0 ? "" : $"\"ids\":{ids},";
        string arguments = $$"""{{{which}}"fields":[{{list}}]}""";
        return (await CallAsync("torrent-get", arguments))["torrents"]!.AsArray();
    }

    /// <summary>Waits until some row is as wished; a minute without one fails the test.</summary>
    public async Task<TorrentRow> WhenAsync(Func<TorrentRow, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        TorrentReadModel rows = Host.Torrents.ReadModel;
        try
        {
            await foreach (TorrentDelta delta in rows.FollowAsync(
                -1, TimeSpan.FromMilliseconds(1), TimeProvider.System, limit.Token))
            {
                if (delta.Changed.FirstOrDefault(condition) is { } row) return row;
            }
        }
        catch (OperationCanceledException)
        {
        }

        throw new TimeoutException($"No such row.\n{string.Join('\n', rows.All().Changed)}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application.DisposeAsync();
        await Host.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    private async Task<RpcHost> HandshakeAsync()
    {
        using HttpResponseMessage response = await Http.GetAsync("/transmission/rpc");
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        SessionId = Assert.Single(response.Headers.GetValues(SessionHeader));
        return this;
    }
}
