using System.Reflection;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GSTorrent.Api.Native.Server;

/// <summary>Facts about the server, and its end.</summary>
internal sealed class ServerRoutes(GstHost host)
{
    private static readonly string Version = ReadVersion();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/server", AccessRole.Read, ShowAsync, new RouteDoc(
            "showServer", "Tells the version, the destination and its free space, and what is wrong with the server.")
        {
            Answers = typeof(ServerDto),
        });
        routes.Map("POST", "/shutdown", AccessRole.Admin, ShutDownAsync, new RouteDoc(
            "shutDown", "Ends the server, as SIGTERM does.")
        {
            Statuses = [202],
        });
    }

    private async Task ShowAsync(HttpContext context)
    {
        SettingsSnapshot settings = host.Settings.Current;

        // Addresses and troubles of the machine are not for those who see a part of the torrents only.
        bool isWhole = context.Caller().Category is null;
        var server = new ServerDto
        {
            Version = Version,
            Destination = host.Destination,
            FreeSpaceBytes = await host.GetFreeSpaceAsync(),
            PeerPort = host.PeerPort,
            ExternalAddresses = isWhole ? [.. host.ExternalAddresses.Select(address => address.ToString())] : [],
            Offline = settings.IsOn(NetworkSettings.Offline),
            StartedUnixMs = host.StartedAt.ToUnixTimeMilliseconds(),
            Warnings = isWhole ? host.Warnings : [],
        };
        await context.WriteAsync(200, server, ContractsJsonContext.Default.ServerDto);
    }

    // The answer must leave before the listener closes.
    private static Task ShutDownAsync(HttpContext context)
    {
        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        context.Response.OnCompleted(() =>
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        });
        return context.WriteDoneAsync(202, null);
    }

    private static string ReadVersion() =>
        typeof(ServerRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "";
}
