using System.Runtime.InteropServices;

namespace GSTorrent.Server.Control.Connections;

/// <summary>
/// The open connections of other machines, by site and address. It knows only those that have some, so there are never
/// more of them than connections. Not thread-safe.
/// </summary>
internal sealed class ConnectionShares
{
    private readonly Dictionary<string, Site> _sites = new(StringComparer.Ordinal);

    /// <summary>Addresses that are remembered.</summary>
    public int Addresses => _sites.Values.Sum(site => site.Of.Count);

    public int CountOf(ConnectionOrigin origin) =>
        _sites.GetValueOrDefault(origin.Site)?.CountOf(origin.Network) ?? 0;

    public void Add(ConnectionSeat seat)
    {
        ref Site? site = ref CollectionsMarshal.GetValueRefOrAddDefault(_sites, seat.Origin.Site, out _);
        site ??= new Site();
        site.Count++;
        ref List<ConnectionSeat>? seats =
            ref CollectionsMarshal.GetValueRefOrAddDefault(site.Of, seat.Origin.Network, out _);
        (seats ??= []).Add(seat);
    }

    /// <summary>False: it is not there any more.</summary>
    public bool Remove(ConnectionSeat seat)
    {
        if (!_sites.TryGetValue(seat.Origin.Site, out Site? site)) return false;
        if (!site.Of.TryGetValue(seat.Origin.Network, out List<ConnectionSeat>? seats) || !seats.Remove(seat))
            return false;
        if (seats.Count == 0) site.Of.Remove(seat.Origin.Network);
        if (--site.Count == 0) _sites.Remove(seat.Origin.Site);
        return true;
    }

    /// <summary>
    /// One of the site that has most, if it has more even after that than the new one's; and there, of the address that
    /// has most. Null: nobody has so many more.
    /// </summary>
    public ConnectionSeat? WhoGivesWayTo(ConnectionOrigin origin)
    {
        Site? largest = _sites.Values.MaxBy(site => site.Count);
        if (largest is null) return null;
        List<ConnectionSeat> seats = largest.Of.Values.MaxBy(seats => seats.Count)!;
        Site? own = _sites.GetValueOrDefault(origin.Site);
        bool hasMore = own == largest
            ? seats.Count > own.CountOf(origin.Network) + 1
            : largest.Count > (own?.Count ?? 0) + 1;
        if (!hasMore) return null;

        // A client opens an idle one again without a word. Of those that are all in use, the oldest have earned it.
        return seats.Find(seat => !seat.IsBusy) ?? seats[^1];
    }

    private sealed class Site
    {
        public int Count { get; set; }

        /// <summary>By address, the oldest connection first.</summary>
        public Dictionary<string, List<ConnectionSeat>> Of { get; } = new(StringComparer.Ordinal);

        public int CountOf(string network) => Of.GetValueOrDefault(network)?.Count ?? 0;
    }
}
