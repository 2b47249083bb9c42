using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>
/// HTTP clients that differ in whom they connect to: over one address family or any, to all addresses or to public ones
/// alone. Each has connections of its own, so that none is used for what another forbids.
/// </summary>
internal sealed class TrackerHttpClients(NameResolver resolve, Func<IPAddress, bool> isPublic) : IDisposable
{
    /// <summary>So that one slow tracker with many torrents takes no more sockets than this.</summary>
    private const int MaxConnectionsPerTracker = 16;

    private readonly ConcurrentDictionary<(AddressFamily Family, bool IsGuarded), Lazy<HttpClient>> _clients = new();

    /// <param name="family"><see cref="AddressFamily.Unspecified"/> for any.</param>
    /// <param name="isGuarded">
    /// Only to public addresses? Else a tracker could make us ask machines behind our own firewall.
    /// </param>
    public HttpClient Get(AddressFamily family, bool isGuarded) => _clients.GetOrAdd(
        (family, isGuarded), kind => new Lazy<HttpClient>(() => NewClient(kind.Family, kind.IsGuarded))).Value;

    public void Dispose()
    {
        foreach (Lazy<HttpClient> client in _clients.Values) client.Value.Dispose();
    }

    private HttpClient NewClient(AddressFamily family, bool isGuarded) => GuardedHttp.NewClient(new GuardedHttpSettings
    {
        Family = family,
        MayBePrivate = _ => !isGuarded,
        MaxConnectionsPerHost = MaxConnectionsPerTracker,
        MaxBodyBytes = HttpTrackerCodec.MaxBodyLength,
        Resolve = resolve,
        IsPublic = isPublic,
    });
}
