using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GSTorrent.Application;

namespace GSTorrent.Server.Control;

/// <summary>One place where the control server listens.</summary>
/// <param name="EndPoint">An <see cref="IPEndPoint"/> or a <see cref="UnixDomainSocketEndPoint"/>.</param>
internal sealed record ControlAddress(EndPoint EndPoint)
{
    private const string UnixPrefix = "unix:";

    /// <summary>The names on the command line that led to it, or to addresses that it covers.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

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

        return Merge(found);
    }

    /// <summary>Leaves out what another address holds already, which takes over its names.</summary>
    internal static ControlAddress[] Merge(IReadOnlyList<ControlAddress> all)
    {
        var kept = new List<ControlAddress>();
        foreach (ControlAddress address in all.Where(address => !all.Any(wide => Covers(wide, address))))
        {
            int same = kept.FindIndex(other => IsSame(other, address));
            if (same < 0) kept.Add(address);
            else kept[same] = kept[same].WithNamesOf(address);
        }

        foreach (ControlAddress covered in all.Where(address => all.Any(wide => Covers(wide, address))))
        {
            int holder = kept.FindIndex(wide => Covers(wide, covered));
            kept[holder] = kept[holder].WithNamesOf(covered);
        }

        return [.. kept];
    }

    private ControlAddress WithNamesOf(ControlAddress other) =>
        this with { Names = [.. Names.Union(other.Names, StringComparer.OrdinalIgnoreCase)] };

    private static bool IsSame(ControlAddress left, ControlAddress right) =>
        string.Equals(left.EndPoint.ToString(), right.EndPoint.ToString(), StringComparison.Ordinal);

    private static bool Covers(ControlAddress wide, ControlAddress other) =>
        wide.EndPoint is IPEndPoint { Address: var wildcard } && IsWildcard(wildcard)
        && other.EndPoint is IPEndPoint covered && Covers(wildcard, covered);

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
            return addresses.Select(one => new ControlAddress(new IPEndPoint(one, port)) { Names = [host] }).ToArray();
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
