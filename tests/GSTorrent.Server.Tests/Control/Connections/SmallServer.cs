using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
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

    private SmallServer(WebApplication application) => _application = application;

    public int Port => int.Parse(_application.Urls.Single().Split(':')[^1], CultureInfo.InvariantCulture);

    public static async Task<SmallServer> StartAsync(Action<ListenOptions> steps, Messages log)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<ILoggerProvider>(log);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, steps));
        WebApplication application = builder.Build();
        application.Run(context => context.Response.WriteAsync("hello"));
        await application.StartAsync();
        return new SmallServer(application);
    }

    /// <summary>Connects from an address of loopback and asks. Is it answered? The connection stays open.</summary>
    public async Task<bool> IsServedAsync(Socket socket, string from)
    {
        using var limit = new CancellationTokenSource(Limit);
        var answer = new byte[1024];
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), limit.Token);
            await socket.SendAsync(Request, limit.Token);
            int count = await socket.ReceiveAsync(answer, limit.Token);
            return Encoding.ASCII.GetString(answer, 0, count).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
        }
        catch (SocketException cut) when (cut.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var cut = new CancellationTokenSource();
        await cut.CancelAsync();
        await _application.StopAsync(cut.Token);
        await _application.DisposeAsync();
    }
}
