using System.Globalization;
using System.Net;
using GSTorrent.Server.Access;
using GSTorrent.Server.Control;

namespace GSTorrent.Server.Running;

/// <summary>Where the sign-in link of a start leads.</summary>
internal static class SignInLink
{
    /// <summary>
    /// The page on the address that is simplest to reach from here; null if there is none but a unix socket, which no
    /// browser opens.
    /// </summary>
    public static string? Of(IReadOnlyList<ControlAddress> addresses)
    {
        ControlAddress? best = addresses.Where(address => address.EndPoint is IPEndPoint)
            .OrderBy(address => address.IsLocal ? 0 : 1).FirstOrDefault();
        return best is null ? null : UrlOf(best) + SignInPage.Path;
    }

    // Nobody can connect to a wildcard; this machine's name is one that the server goes by.
    private static string UrlOf(ControlAddress address)
    {
        var ip = (IPEndPoint)address.EndPoint;
        bool isWildcard = ip.Address.Equals(IPAddress.Any) || ip.Address.Equals(IPAddress.IPv6Any);
        return isWildcard
            ? string.Create(CultureInfo.InvariantCulture, $"https://{Environment.MachineName}:{ip.Port}")
            : address.Url;
    }
}
