using System.Collections.Immutable;
using System.Net;

namespace GSTorrent.Engine;

/// <summary>
/// Addresses that there is no connection with, either way: of peers that sent bad data, until the engine ends, and
/// those that people have listed, as long as they are. Safe to use from any thread.
/// </summary>
internal sealed class BannedAddresses
{
    /// <summary>No attacker has more of our memory than so many addresses.</summary>
    private const int Limit = 65_536;

    private readonly Lock _lock = new();
    private ImmutableHashSet<IPAddress> _caught = [];
    private ImmutableHashSet<IPAddress> _listed = [];
    private int _version;

    /// <summary>How many there are.</summary>
    public int Count => All.Count;

    /// <summary>Another one after each change.</summary>
    public int Version => Volatile.Read(ref _version);

    public IReadOnlyCollection<IPAddress> All => Volatile.Read(ref _caught).Union(Volatile.Read(ref _listed));

    public bool Contains(IPAddress address)
    {
        address = Plain(address);
        return Volatile.Read(ref _caught).Contains(address) || Volatile.Read(ref _listed).Contains(address);
    }

    /// <summary>A peer there was caught.</summary>
    public void Add(IPAddress address)
    {
        lock (_lock)
        {
            if (_caught.Count >= Limit) return;
            Volatile.Write(ref _caught, _caught.Add(Plain(address)));
            Interlocked.Increment(ref _version);
        }
    }

    /// <summary>What people have listed; who is not in it any more is free, whatever he was banned for.</summary>
    public void SetListed(IReadOnlyList<IPAddress> addresses)
    {
        ImmutableHashSet<IPAddress> listed = [.. addresses.Select(Plain)];
        lock (_lock)
        {
            if (listed.SetEquals(_listed)) return;
            Volatile.Write(ref _caught, _caught.Except(_listed.Except(listed)));
            Volatile.Write(ref _listed, listed);
            Interlocked.Increment(ref _version);
        }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
