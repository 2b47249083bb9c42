using System.Net;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>Announces over IPv4 and IPv6 at once, as a tracker knows peers of each family apart (BEP 7).</summary>
internal static class DualStack
{
    /// <summary>So long the second family may take after the first has succeeded.</summary>
    private const int PatienceMs = 5000;

    /// <param name="families">One group of addresses a family.</param>
    /// <param name="announce">Announces to one group; never throws, cancellation is a result too.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends all.</param>
    public static async Task<AnnounceResult> AnnounceAsync(
        IPAddress[][] families, Func<IPAddress[], CancellationToken, Task<AnnounceResult>> announce,
        TimeProvider time, CancellationToken cancellation)
    {
        if (families.Length == 1) return await announce(families[0], cancellation);
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using CancellationTokenRegistration link =
            cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), late);
        Task<AnnounceResult>[] all = [.. families.Select(family => announce(family, late.Token))];
        AnnounceResult first = await await Task.WhenAny(all);
        if (first.Response is not null) late.CancelAfter(PatienceMs);
        return Merge(await Task.WhenAll(all));
    }

    /// <summary>
    /// One success is enough. Peers are united; everything else is of the first success, or of the next that tells it.
    /// </summary>
    public static AnnounceResult Merge(IReadOnlyList<AnnounceResult> results)
    {
        AnnounceResponse? merged = null;
        foreach (AnnounceResult result in results)
        {
            if (result.Response is not { } next) continue;
            merged = merged is null ? next : merged with
            {
                Peers = [.. merged.Peers.Union(next.Peers).Take(AnnounceResponse.MaxPeers)],
                Seeders = merged.Seeders ?? next.Seeders,
                Leechers = merged.Leechers ?? next.Leechers,
                Downloaded = merged.Downloaded ?? next.Downloaded,
                TrackerId = merged.TrackerId ?? next.TrackerId,
                WarningMessage = merged.WarningMessage ?? next.WarningMessage,
            };
        }

        // A tracker that says when to come again has been reached, so its word is worth more.
        if (merged is null)
            return results.FirstOrDefault(result => result.Error?.RetryInSeconds is not null, results[0]);
        return new AnnounceResult(merged, null)
        {
            ExternalAddresses = [.. results.SelectMany(result => result.ExternalAddresses)],
        };
    }
}
