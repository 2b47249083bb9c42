using System.Net;
using GSTorrent.Api.Native;
using GSTorrent.Application;
using GSTorrent.Application.Settings;
using GSTorrent.Server.Control;
using GSTorrent.Server.Control.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace GSTorrent.Server.Access;

/// <summary>All that a request has to pass before it reaches a route.</summary>
internal sealed class ControlDoor(GstHost host, IReadOnlyList<ControlAddress> addresses, bool isOpen)
{
    // From the outside in. Who asks for whom comes first, as all others look at it. Routing comes before
    // authentication, which needs to know the role that a route asks for.
    public void Guard(IApplicationBuilder application)
    {
        SettingsSnapshot settings = host.Settings.Current;
        var refusals = new Refusals(Refusals.Faces);
        application.Use(ConnectionSeat.FollowAsync);
        if (settings.Text(AccessSettings.BasePath) is { Length: > 0 } path) application.UsePathBase(path);
        if (settings.Items(AccessSettings.TrustedProxies) is { Count: > 0 } proxies)
            application.UseForwardedHeaders(Believe(proxies));
        application.Use(SecurityHeaders.AddAsync);
        application.UseProblems();
        application.Use(new HostGuard(addresses, () => host.Settings.Current, refusals).CheckAsync);
        application.Use(new PlainTextGuard(refusals).CheckAsync);
        application.Use(new OriginGuard(refusals).CheckAsync);
        application.UseRouting();
        application.Use(new Authentication(host.Access, refusals, isOpen).CheckAsync);
        application.Use(new AuditTrail(host.Access).FollowAsync);
    }

    // However many of them stand in a row; the first address that is none of them is the caller's.
    private static ForwardedHeadersOptions Believe(IReadOnlyList<string> proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, ForwardLimit = null };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (string proxy in proxies) options.KnownProxies.Add(IPAddress.Parse(proxy));
        return options;
    }
}
