using System.Net;
using System.Net.Sockets;
using GSTorrent.Primitives;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>Announces and scrapes over HTTP(S) (BEP 3, 7, 48): limited in time, size and redirects.</summary>
internal sealed class HttpTrackerClient(
    TimeProvider time, NameResolver resolve, Func<IPAddress, bool> isPublicAddress) : IDisposable
{
    private const int TimeoutMs = 60_000;

    private readonly TrackerNames _names = new(resolve);
    private readonly TrackerHttpClients _clients = new(resolve, isPublicAddress);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Over each address family that the tracker's name has.</summary>
    public async Task<AnnounceResult> AnnounceAsync(TrackerUrl tracker, AnnounceRequest request)
    {
        using CancellationTokenSource timeout = NewTimeout(out CancellationTokenRegistration link);
        using (link)
        {
            try
            {
                (IPAddress[][] families, TrackerError? error) = await _names.FindAsync(tracker.Host, timeout.Token);
                if ((error ?? Refuse(tracker, families)) is { } refused) return new AnnounceResult(null, refused);
                var url = new Uri(HttpTrackerCodec.BuildAnnounceUrl(tracker, request));
                bool isPublic = IsPublic(families);
                TrackerHops hops = HopsOf(tracker, isPublic, "/announce");
                return await DualStack.AnnounceAsync(
                    families,
                    (family, cancellation) => AnnounceAsync(
                        url, families.Length == 1 ? AddressFamily.Unspecified : family[0].AddressFamily,
                        hops, cancellation),
                    time, timeout.Token);
            }
            catch (OperationCanceledException)
            {
                return new AnnounceResult(null, TrackerError.Timeout);
            }
        }
    }

    /// <summary>Asks for the numbers of one torrent.</summary>
    public async Task<ScrapeResult> ScrapeAsync(TrackerUrl tracker, InfoHash infoHash)
    {
        if (HttpTrackerCodec.BuildScrapeUrl(tracker, infoHash) is not { } url)
            return new ScrapeResult(null, new TrackerError("the tracker cannot be scraped"));
        using CancellationTokenSource timeout = NewTimeout(out CancellationTokenRegistration link);
        using (link)
        {
            try
            {
                (IPAddress[][] families, TrackerError? unknown) = await _names.FindAsync(tracker.Host, timeout.Token);
                if ((unknown ?? Refuse(tracker, families)) is { } refused) return new ScrapeResult(null, refused);
                (HttpStatusCode status, byte[] body) = await HopsOf(tracker, IsPublic(families), "/scrape").GetAsync(
                    new Uri(url), AddressFamily.Unspecified, timeout.Token);
                bool isAnswer = HttpTrackerCodec.TryParseScrape(body, out var entries, out TrackerError? error);
                if (isAnswer && IsSuccess(status)) return ScrapeResult.Of(entries, infoHash);
                return new ScrapeResult(null, ErrorOf(status, body, error));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                return new ScrapeResult(null, Judge(exception));
            }
        }
    }

    // The token source lives on: an announce may begin at the same moment.
    public void Dispose()
    {
        _stop.Cancel();
        _clients.Dispose();
    }

    private static async Task<AnnounceResult> AnnounceAsync(
        Uri url, AddressFamily family, TrackerHops hops, CancellationToken cancellation)
    {
        try
        {
            (HttpStatusCode status, byte[] body) = await hops.GetAsync(url, family, cancellation);
            bool isAnswer = HttpTrackerCodec.TryParseAnnounce(body, out var answer, out TrackerError? error);
            if (isAnswer && IsSuccess(status)) return new AnnounceResult(answer, null);
            return new AnnounceResult(null, ErrorOf(status, body, error));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new AnnounceResult(null, Judge(exception));
        }
    }

    private CancellationTokenSource NewTimeout(out CancellationTokenRegistration link)
    {
        var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(TimeoutMs), time);
        link = _stop.Token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        return timeout;
    }

    // Torrents name trackers, and whoever made one may mean another service of this network: it can be asked only as a
    // tracker is. Told here; the guarded connection sees to it, wherever the name leads next.
    private TrackerError? Refuse(TrackerUrl tracker, IPAddress[][] families)
    {
        bool isPrivate = families.Any(family => family.Any(address => !isPublicAddress(address)));
        return isPrivate && !tracker.EndsInAnnounce
            ? new TrackerError("a tracker at a private address needs a URL that ends in /announce")
            : null;
    }

    // A tracker that the user named may be anywhere; one on the internet must not send us to where it cannot go itself.
    private TrackerHops HopsOf(TrackerUrl tracker, bool isPublic, string privateEnding) => new(_clients)
    {
        IsFirstGuarded = !tracker.EndsInAnnounce,
        AreRedirectsGuarded = isPublic,
        PrivateEnding = privateEnding,
    };

    private bool IsPublic(IPAddress[][] families) => families.Any(family => family.Any(isPublicAddress));

    private static bool IsSuccess(HttpStatusCode status) => (int)status is >= 200 and <= 299;

    // A failure reason with an error status is worth more than the status.
    private static TrackerError ErrorOf(HttpStatusCode status, byte[] body, TrackerError? error)
    {
        bool looksBencoded = body.Length > 0 && body[0] == 'd';
        bool isSilent = !IsSuccess(status) && !looksBencoded;
        return isSilent || error is null ? TrackerError.HttpStatus((int)status) : error;
    }

    // A tracker can make the platform's reader throw more than it documents; each is this tracker's failure.
    private static TrackerError Judge(Exception exception) =>
        exception is OperationCanceledException ? TrackerError.Timeout : HttpFailure.Describe(exception);
}
