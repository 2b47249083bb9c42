using System.Net;
using System.Net.Sockets;
using GSTorrent.Api.Native;
using GSTorrent.Api.QBittorrent;
using GSTorrent.Api.Transmission;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Settings;
using GSTorrent.Server.Access;
using GSTorrent.Server.Control.Connections;
using GSTorrent.Server.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GSTorrent.Server.Control;

/// <summary>How the control server guards its door.</summary>
internal sealed record ControlSettings
{
    /// <summary>Is nobody asked for a token?</summary>
    public bool NoAuth { get; init; }

    /// <summary>Every address speaks TLS by it; only loopback may be without.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>The HTTP server in front of the application.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ControlServer(WebApplication application, IReadOnlyList<ControlAddress> addresses)
    {
        _application = application;
        Urls = [.. addresses.Select(address => address.Url)];
    }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<string> Urls { get; }

    /// <summary>Every route that it has.</summary>
    public IReadOnlyList<Endpoint> Endpoints =>
        _application.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <summary>Cancelled when somebody asked it to end.</summary>
    public CancellationToken Stopping => _application.Lifetime.ApplicationStopping;

    /// <summary>Listens on the sockets, which it takes over.</summary>
    public static async Task<Result<ControlServer>> StartAsync(
        GstHost host, ControlSockets sockets, ControlSettings settings)
    {
        // Empty: nothing is taken from environment variables or from files in the current directory.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        LimitedConsole.Add(builder.Logging, settings.Clock);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => KestrelLimits.Apply(
                kestrel, sockets.Addresses, settings, GateOf(host, settings.Clock, kestrel.ApplicationServices)));
        builder.Services.Configure<SocketTransportOptions>(transport =>
            transport.CreateBoundListenSocket = sockets.Take);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddRoutingCore();
        WebApplication application = builder.Build();
        new ControlDoor(host, sockets.Addresses, settings.NoAuth).Guard(application);
        application.MapNativeApi(host, settings.Clock);
        application.MapTransmissionApi(host, settings.Clock);
        application.MapQBittorrentApi(host, settings.Clock);
        SignInPage.Map(application);
        StartPage.Map(application);
        try
        {
            await application.StartAsync();
            return new ControlServer(application, sockets.Addresses);
        }
        catch (Exception refused) when (refused is IOException or AddressInUseException or SocketException)
        {
            await application.DisposeAsync();
            return new AppError("address-in-use", $"cannot listen: {refused.Message}");
        }
    }

    /// <summary>Ends event streams and requests; those that take longer are cut off.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await _application.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Cut off, as promised.
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static ConnectionGate GateOf(GstHost host, TimeProvider clock, IServiceProvider services)
    {
        IReadOnlySet<string> proxies = host.Settings.Current.Items(AccessSettings.TrustedProxies)
            .Select(proxy => CallerPlace.Describe(IPAddress.Parse(proxy))).ToHashSet(StringComparer.Ordinal);
        return new ConnectionGate(new ConnectionLimits(), clock)
        {
            OriginOf = connection =>
                ConnectionOrigin.Of(connection.LocalEndPoint, connection.RemoteEndPoint, proxies),
            Log = services.GetRequiredService<ILoggerFactory>().CreateLogger<ConnectionGate>(),
            Stop = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping,
        };
    }
}
