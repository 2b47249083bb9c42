using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GSTorrent.Application;

namespace GSTorrent.Server.Control;

/// <summary>One place where the control server listens.</summary>
/// <param name="EndPoint">An <see cref="IPEndPoint"/> or a <see cref="UnixDomainSocketEndPoint"/>.</param>
/// <param name="Name">The name that stood for the address on the command line; null if it was an address.</param>
internal sealed record ControlAddress(EndPoint EndPoint, string? Name = null)
{
    private const string UnixPrefix = "unix:";

    /// <summary>Can only this machine reach it?</summary>
    public bool IsLocal => EndPoint is not IPEndPoint ip || IPAddress.IsLoopback(ip.Address);

    /// <summary>How a client calls it.</summary>
    public string Url => EndPoint switch
    {
        IPEndPoint ip => (IsLocal ? "http://" : "https://") + ip.ToString(),
        _ => UnixPrefix + EndPoint.ToString(),
    };

    /// <summary>Reads what the command line names and looks names up.</summary>
    public static async Task<Result<ControlAddress[]>> ResolveAsync(IReadOnlyList<string> hosts, int port)
    {
        var found = new List<ControlAddress>();
        foreach (string host in hosts)
        {
            if (!(await ResolveAsync(host, port)).TryGet(out ControlAddress[]? some, out AppError? error)) return error;
            found.AddRange(some);
        }

        IPAddress[] wildcards =
        [
            .. found.Select(address => (address.EndPoint as IPEndPoint)?.Address).OfType<IPAddress>().Where(IsWildcard),
        ];
        found.RemoveAll(address => address.EndPoint is IPEndPoint ip && wildcards.Any(any => Covers(any, ip)));
        return found.DistinctBy(address => address.EndPoint.ToString(), StringComparer.Ordinal).ToArray();
    }

    private static bool IsWildcard(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    // The IPv6 wildcard takes IPv4 too. Where ports are picked each address gets one of its own, so nothing collides.
    private static bool Covers(IPAddress wildcard, IPEndPoint other)
    {
        bool isWide = wildcard.Equals(IPAddress.IPv6Any);
        if (IsWildcard(other.Address)) return isWide && !other.Address.Equals(wildcard);
        return other.Port != 0 && (isWide || other.AddressFamily == AddressFamily.InterNetwork);
    }

    private static async Task<Result<ControlAddress[]>> ResolveAsync(string host, int port)
    {
        if (host.StartsWith(UnixPrefix, StringComparison.Ordinal)) return ReadSocket(host[UnixPrefix.Length..]);
        if (IPAddress.TryParse(host, out IPAddress? address))
            return new[] { new ControlAddress(new IPEndPoint(address, port)) };
        if (Uri.CheckHostName(host) != UriHostNameType.Dns)
            return new AppError("usage", $"--host {host} is no address, name or unix:/path");
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host);
            return addresses.Select(one => new ControlAddress(new IPEndPoint(one, port), host)).ToArray();
        }
        catch (SocketException unknown)
        {
            return new AppError("address-invalid", $"the control address {host} is not known: {unknown.Message}");
        }
    }

    private static Result<ControlAddress[]> ReadSocket(string path)
    {
        if (!Path.IsPathFullyQualified(path))
            return new AppError("usage", $"--host unix:{path} needs an absolute path");
        try
        {
            return new[] { new ControlAddress(new UnixDomainSocketEndPoint(path)) };
        }
        catch (ArgumentException tooLong)
        {
            return new AppError(
                "usage", string.Create(CultureInfo.InvariantCulture, $"--host unix:{path}: {tooLong.Message}"));
        }
    }
}
