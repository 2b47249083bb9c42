using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GSTorrent.Server.Control.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GSTorrent.Server.Tests.Control.Connections;

/// <summary>Kestrel on loopback with the steps that a test puts before HTTP.</summary>
internal sealed class SmallServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly byte[] Request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();
    private readonly WebApplication _application;
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _asked = new(0);

    private SmallServer(WebApplication application) => _application = application;

    public int Port => int.Parse(_application.Urls.Single().Split(':')[^1], CultureInfo.InvariantCulture);

    public static async Task<SmallServer> StartAsync(Action<ListenOptions> steps, Messages log)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<ILoggerProvider>(log);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, steps));
        WebApplication application = builder.Build();
        var server = new SmallServer(application);
        application.Use(ConnectionSeat.FollowAsync);
        application.Run(server.AnswerAsync);
        await application.StartAsync();
        return server;
    }

    /// <summary>Requests for "/held" are answered from here on.</summary>
    public void Release() => _held.SetResult();

    /// <summary>Connects and asks; ends when the request is being answered.</summary>
    public async Task AskAsync(Socket socket, string from, string path)
    {
        await ConnectAsync(socket, from);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        Assert.True(await _asked.WaitAsync(Limit));
    }

    /// <summary>Connects from an address of loopback and asks. Is it answered? The connection stays open.</summary>
    public async Task<bool> IsServedAsync(Socket socket, string from)
    {
        try
        {
            await ConnectAsync(socket, from);
        }
        catch (SocketException cut) when (cut.SocketErrorCode is SocketError.ConnectionReset)
        {
            return false;
        }

        return await IsServedAsync(socket);
    }

    /// <summary>Asks once more. Is it answered?</summary>
    public static async Task<bool> IsServedAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Limit);
        var answer = new byte[1024];
        try
        {
            await socket.SendAsync(Request, limit.Token);
            int count = await socket.ReceiveAsync(answer, limit.Token);
            return Encoding.ASCII.GetString(answer, 0, count).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
        }
        catch (SocketException cut) when (cut.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            return false;
        }
    }

    private async Task ConnectAsync(Socket socket, string from)
    {
        using var limit = new CancellationTokenSource(Limit);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), limit.Token);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/held")
        {
            _asked.Release();
            await _held.Task;
        }

        await context.Response.WriteAsync("hello");
    }

    public async ValueTask DisposeAsync()
    {
        using var cut = new CancellationTokenSource();
        await cut.CancelAsync();
        await _application.StopAsync(cut.Token);
        await _application.DisposeAsync();
        _asked.Dispose();
    }
}
