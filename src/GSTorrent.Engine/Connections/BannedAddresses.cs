using System.Collections.Immutable;
using System.Net;

namespace GSTorrent.Engine;

/// <summary>
/// Addresses of peers that sent bad data: no connection with them, either way, until the engine ends.
/// </summary>
internal sealed class BannedAddresses
{
    /// <summary>No attacker has more of our memory than so many addresses.</summary>
    private const int Limit = 65_536;

    private ImmutableHashSet<IPAddress> _addresses = [];

    /// <summary>How many there are; it only grows.</summary>
    public int Count => _addresses.Count;

    public bool Contains(IPAddress address) => _addresses.Contains(Plain(address));

    public void Add(IPAddress address)
    {
        if (_addresses.Count < Limit)
            ImmutableInterlocked.Update(ref _addresses, static (set, added) => set.Add(added), Plain(address));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
