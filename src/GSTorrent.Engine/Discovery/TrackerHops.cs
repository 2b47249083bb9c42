using System.Net;
using System.Net.Sockets;

namespace GSTorrent.Engine;

/// <summary>
/// One exchange with a tracker and where its redirects lead. Each hop is looked at by itself: a private address is
/// asked only as trackers are, and never again once the exchange was in the internet. Immutable.
/// </summary>
internal sealed class TrackerHops(TrackerHttpClients clients)
{
    /// <summary>Is the tracker itself asked only if its address is public?</summary>
    public required bool IsFirstGuarded { get; init; }

    /// <summary>May no redirect lead to a private address, as the tracker has a public one?</summary>
    public required bool AreRedirectsGuarded { get; init; }

    /// <summary>How the path of a URL ends that a redirect may name at a private address.</summary>
    public required string PrivateEnding { get; init; }

    /// <summary>The last answer. Throws what the platform throws.</summary>
    public async Task<(HttpStatusCode Status, byte[] Body)> GetAsync(
        Uri url, AddressFamily family, CancellationToken cancellation)
    {
        bool isGuarded = AreRedirectsGuarded;
        HttpResponseMessage response = await AskAsync(url, family, IsFirstGuarded, cancellation);
        for (int redirects = 0; ; redirects++)
        {
            using (response)
            {
                if (redirects == GuardedHttp.MaxRedirects || HttpRedirect.TargetOf(response, url) is not { } next)
                    return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation));
                url = next;
            }

            (response, isGuarded) = await FollowAsync(url, family, isGuarded, cancellation);
        }
    }

    // What the guarded client reaches is in the internet, wherever the name led before: nothing inside comes after it.
    private async Task<(HttpResponseMessage Response, bool IsGuarded)> FollowAsync(
        Uri url, AddressFamily family, bool isGuarded, CancellationToken cancellation)
    {
        bool mayBePrivate = !isGuarded && url.AbsolutePath.EndsWith(PrivateEnding, StringComparison.Ordinal);
        try
        {
            return (await AskAsync(url, family, isGuarded: true, cancellation), true);
        }
        catch (HttpRequestException refused) when (mayBePrivate && refused.InnerException is PrivateAddressException)
        {
            return (await AskAsync(url, family, isGuarded: false, cancellation), false);
        }
    }

    private Task<HttpResponseMessage> AskAsync(
        Uri url, AddressFamily family, bool isGuarded, CancellationToken cancellation) =>
        clients.Get(family, isGuarded).GetAsync(url, HttpCompletionOption.ResponseContentRead, cancellation);
}
