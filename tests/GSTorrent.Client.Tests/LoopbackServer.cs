using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GSTorrent.Client.Tests;

/// <summary>A request as a <see cref="LoopbackServer"/> received it.</summary>
internal sealed record Received(string Method, string Path, string Query, string? Authorization, string Body)
{
    public string Line => $"{Method} {Path}{Query}";
}

/// <summary>
/// A real HTTP server on loopback (or a unix socket) that answers as a test says: what is under test here is what
/// travels, so nothing of the transport is replaced.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application) => _application = application;

    public ConcurrentQueue<Received> Requests { get; } = [];

    public string Url { get; private set; } = "";

    public ServerAddress Address => AddressOf(Url);

    public static ServerAddress AddressOf(string url) =>
        ServerAddress.TryParse(url, out ServerAddress? address) ? address : throw new InvalidOperationException(url);

    public static async Task<LoopbackServer> StartAsync(
        Func<HttpContext, Task> answer, X509Certificate2? certificate = null, string? socketPath = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            if (socketPath is not null) kestrel.ListenUnixSocket(socketPath);
            else kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null) listen.UseHttps(certificate);
            });
        });
        WebApplication application = builder.Build();
        var server = new LoopbackServer(application);
        application.Run(context => server.AnswerAsync(context, answer));
        await application.StartAsync();
        server.Url = socketPath is null ? application.Urls.First() : "unix:" + socketPath;
        return server;
    }

    /// <summary>A server that answers everything with the same.</summary>
    public static Task<LoopbackServer> StartAsync(int status, string body, string mediaType = "application/json") =>
        StartAsync(context => context.AnswerAsync(status, body, mediaType));

    public GSTorrentClient Connect(Func<ClientSettings, ClientSettings>? change = null)
    {
        var settings = new ClientSettings(Address)
        {
            Token = "gst_test",
            LongestResumeDelay = TimeSpan.FromMilliseconds(3)
        };
        return new GSTorrentClient(change is null ? settings : change(settings));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, Task> answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        Requests.Enqueue(new Received(
            context.Request.Method,
            context.Request.Path,
            context.Request.QueryString.ToString(),
            context.Request.Headers.Authorization,
            body));
        await answer(context);
    }
}

/// <summary>Ways to answer.</summary>
internal static class Answers
{
    public static async Task AnswerAsync(
        this HttpContext context, int status, string body, string mediaType = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        if (status != 204) await context.Response.WriteAsync(body);
    }

    public static Task ProblemAsync(this HttpContext context, int status, string code, string detail) =>
        context.AnswerAsync(
            status,
            $$"""{"type":"about:blank","title":"T","status":{{status}},"detail":"{{detail}}","code":"{{code}}"}""",
            "application/problem+json");
}
