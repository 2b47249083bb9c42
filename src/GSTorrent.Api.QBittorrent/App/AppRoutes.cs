using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GSTorrent.Api.QBittorrent.App;

/// <summary>Who this server says it is, and its end.</summary>
internal sealed class AppRoutes(GstHost host)
{
    // Parts that 5.1.4 was built of; clients ask for the version of libtorrent to know whether
    // torrents of version 2 can be made.
    private static readonly (string Name, string Version)[] Parts =
    [
        ("boost", "1.86.0"), ("libtorrent", "2.0.11.0"), ("openssl", "3.4.1"), ("platform", "linux"),
        ("qt", "6.8.2"), ("zlib", "1.3.1"),
    ];

    public void Map(RouteSet routes)
    {
        routes.Read("/app/version", static call => call.TextAsync(call.Manners.Version));
        routes.Read("/app/webapiVersion", static call => call.TextAsync(call.Manners.ApiVersion));
        routes.Read("/app/buildInfo", BuildAsync);
        routes.Read("/app/processInfo", ProcessAsync);
        routes.Read("/app/defaultSavePath", call => call.TextAsync(host.Destination));
        routes.Change("/app/shutdown", ShutDownAsync, AccessRole.Admin);
    }

    private static Task BuildAsync(Call call) => call.JsonAsync(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("bitness"u8, 64);
        foreach ((string name, string version) in Parts) writer.WriteString(name, version);
        writer.WriteEndObject();
    });

    private Task ProcessAsync(Call call) => call.JsonAsync(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("launch_time"u8, host.StartedAt.ToUnixTimeSeconds());
        writer.WriteEndObject();
    });

    // The answer must leave before the listener closes.
    private static Task ShutDownAsync(Call call)
    {
        var lifetime = call.Context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        call.Context.Response.OnCompleted(() =>
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        });
        return call.DoneAsync();
    }
}
