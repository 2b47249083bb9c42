using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Engine;

/// <summary>
/// What trackers (BEP 24) and peers (<c>yourip</c>, BEP 10) take for our public addresses. Anybody may lie, so an
/// address counts only if a tracker or two peers at different places tell it. Safe to use from any thread.
/// </summary>
internal sealed class ExternalAddressVotes
{
    /// <summary>Votes of each family that are kept; the oldest goes first.</summary>
    public const int MaxVotes = 64;

    private const int WeightNeeded = 2;

    private readonly Lock _lock = new();
    private readonly List<Vote> _v4 = [];
    private readonly List<Vote> _v6 = [];

    /// <summary>A tracker, by its host, tells an address.</summary>
    public void HearTracker(string host, IPAddress told) => Add(host, told, WeightNeeded);

    /// <summary>A peer tells the address that it sees us at; what is not of its own family it cannot know.</summary>
    public void HearPeer(IPAddress peer, ReadOnlySpan<byte> told)
    {
        if (told.Length is not (4 or 16)) return;
        IPAddress address = AddressScope.FromBytes(told);
        if (address.AddressFamily == peer.AddressFamily) Add(PlaceOf(peer), address, weight: 1);
    }

    /// <summary>The address of a family that has most votes, the latest of equals; null if none has enough.</summary>
    public IPAddress? Best(AddressFamily family)
    {
        lock (_lock)
        {
            List<Vote> votes = ListOf(family);
            IPAddress? best = null;
            int most = WeightNeeded - 1;
            for (int i = votes.Count - 1; i >= 0; i--)
            {
                int weight = 0;
                foreach (Vote vote in votes)
                    if (vote.Told.Equals(votes[i].Told)) weight += vote.Weight;
                if (weight > most) (best, most) = (votes[i].Told, weight);
            }

            return best;
        }
    }

    private void Add(string source, IPAddress told, int weight)
    {
        if (told.IsIPv4MappedToIPv6) told = told.MapToIPv4();
        if (!AddressScope.IsPublic(told)) return;
        lock (_lock)
        {
            List<Vote> votes = ListOf(told.AddressFamily);
            votes.RemoveAll(vote => string.Equals(vote.Source, source, StringComparison.Ordinal));
            if (votes.Count == MaxVotes) votes.RemoveAt(0);
            votes.Add(new Vote(source, told, weight));
        }
    }

    private List<Vote> ListOf(AddressFamily family) => family == AddressFamily.InterNetwork ? _v4 : _v6;

    // A host of IPv6 has a whole /64 to speak from.
    private static string PlaceOf(IPAddress peer) => peer.AddressFamily == AddressFamily.InterNetwork
        ? peer.ToString()
        : Convert.ToHexString(peer.GetAddressBytes(), 0, 8);

    private readonly record struct Vote(string Source, IPAddress Told, int Weight);
}
