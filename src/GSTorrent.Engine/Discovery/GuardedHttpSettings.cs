using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Engine;

/// <summary>How an HTTP client of <see cref="GuardedHttp"/> goes out. Immutable.</summary>
public sealed class GuardedHttpSettings
{
    /// <summary>May a host of this name be at an address that is not public? Asked at each connection.</summary>
    public Predicate<string> MayBePrivate { get; init; } = static _ => false;

    /// <summary>The one address family that is used; <see cref="AddressFamily.Unspecified"/> for any.</summary>
    public AddressFamily Family { get; init; } = AddressFamily.Unspecified;

    /// <summary>Connections to one host at the same time; those that are too many wait.</summary>
    public int MaxConnectionsPerHost { get; init; } = 8;

    /// <summary>Largest body that is read in one piece, in bytes.</summary>
    public int MaxBodyBytes { get; init; } = 64 << 20;

    internal NameResolver Resolve { get; init; } = Dns.GetHostAddressesAsync;

    internal Func<IPAddress, bool> IsPublic { get; init; } = AddressScope.IsPublic;
}
