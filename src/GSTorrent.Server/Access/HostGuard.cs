using System.Net;
using GSTorrent.Application;
using GSTorrent.Application.Settings;
using GSTorrent.Server.Control;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Server.Access;

/// <summary>
/// Takes only requests for a host that this server goes by. A foreign page whose name was made to point here (DNS
/// rebinding) sends its own name, and gets nothing, whatever credentials come with it.
/// </summary>
internal sealed class HostGuard
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { "localhost" };
    private readonly HashSet<IPAddress> _addresses = [IPAddress.Loopback, IPAddress.IPv6Loopback];
    private readonly bool _takesAnyAddress;
    private readonly Func<SettingsSnapshot> _settings;
    private readonly Refusals _refusals;

    public HostGuard(IReadOnlyList<ControlAddress> addresses, Func<SettingsSnapshot> settings, Refusals refusals)
    {
        (_settings, _refusals) = (settings, refusals);
        foreach (ControlAddress address in addresses)
        {
            _names.UnionWith(address.Names);
            if (address.EndPoint is not IPEndPoint ip) continue;
            _addresses.Add(ip.Address);

            // A bare address is never a rebound name; which ones lead here, a wildcard cannot know.
            _takesAnyAddress |= ip.Address.Equals(IPAddress.Any) || ip.Address.Equals(IPAddress.IPv6Any);
        }

        if (addresses.Any(address => !address.IsLocal)) _names.Add(Environment.MachineName);
    }

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        HostString host = context.Request.Host;
        if (IsOurs(host.Host)) return next(context);
        return _refusals.WriteAsync(context, new AppError("host-not-allowed", $"This server does not go by the name "
            + $"'{Excerpt.Of(host.Host)}'; the setting {AccessSettings.AllowedHosts.Name} adds names."));
    }

    private bool IsOurs(string host)
    {
        if (_names.Contains(host)) return true;
        string bare = host.Trim('[', ']');
        IReadOnlyList<string> more = _settings().Items(AccessSettings.AllowedHosts);
        if (more.Contains(bare, StringComparer.OrdinalIgnoreCase)) return true;
        return IPAddress.TryParse(bare, out IPAddress? address)
            && (_takesAnyAddress || _addresses.Contains(address));
    }
}
