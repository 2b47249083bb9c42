using System.Net;
using GSTorrent.Application.Access;
using GSTorrent.Application.Settings;
using GSTorrent.Engine;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Fetches .torrent files by http(s). Whoever may add torrents must not reach the server's own networks that way,
/// except for the hosts that a setting lists.
/// </summary>
internal sealed class TorrentFetcher : IDisposable
{
    // Each holds so many bytes; those that wait, an address. One caller leaves some of both to the others.
    private const int MaxRunning = 4, MaxRunningOfCaller = 3, MaxAsked = 400, MaxAskedOfCaller = 200;

    private const int MaxBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Func<SettingsSnapshot> _settings;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;
    private readonly FetchPlaces _places = new(MaxRunning, MaxRunningOfCaller);
    private readonly CallerCounts _asked = new(MaxAskedOfCaller, MaxAsked);

    public TorrentFetcher(Func<SettingsSnapshot> settings, TimeProvider clock)
    {
        _settings = settings;
        _clock = clock;
        _client = GuardedHttp.NewClient(new GuardedHttpSettings
        {
            MayBePrivate = host =>
                _settings().Items(NetworkSettings.PrivateUrlHosts).Contains(host, StringComparer.OrdinalIgnoreCase),
        });
    }

    /// <summary>Is it an address that this can fetch?</summary>
    public static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https";

    /// <summary>
    /// The metainfo, or the magnet link that the address redirects to. It waits until few enough are being fetched;
    /// "busy": too many wait.
    /// </summary>
    /// <param name="owner">For whom, see <see cref="Caller.Owner"/>.</param>
    /// <param name="address">An address of http or https.</param>
    /// <param name="cancellation">Nobody wants it any more.</param>
    public async Task<Result<TorrentSource>> FetchAsync(string owner, string address, CancellationToken cancellation)
    {
        CallerAdmission admission = _asked.TryEnter(owner);
        if (admission is CallerAdmission.CallerIsFull) return Busy(MaxAskedOfCaller, "for you");
        if (admission is CallerAdmission.AllAreFull) return Busy(MaxAsked, "for all");
        try
        {
            await _places.EnterAsync(owner, cancellation);
            try
            {
                return await FetchNowAsync(address, cancellation);
            }
            finally
            {
                _places.Leave(owner);
            }
        }
        finally
        {
            _asked.Leave(owner);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<Result<TorrentSource>> FetchNowAsync(string address, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var url = new Uri(address);
        try
        {
            return await FollowAsync(url, both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Failed(url, $"it took longer than {Limit.TotalSeconds} s");
        }
        catch (HttpRequestException error) when (error.InnerException is PrivateAddressException refused)
        {
            return new AppError("address-invalid", $"{refused.Message}, so nothing is fetched from there unless the "
                + $"setting {NetworkSettings.PrivateUrlHosts.Name} lists it.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException)
        {
            return Failed(url, error.Message);
        }
    }

    private async Task<Result<TorrentSource>> FollowAsync(Uri url, CancellationToken cancellation)
    {
        for (int redirects = 0; ; redirects++)
        {
            using HttpResponseMessage response =
                await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response is { StatusCode: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest }
                && response.Headers.Location is { } location)
            {
                if (location.OriginalString.StartsWith("magnet:", StringComparison.OrdinalIgnoreCase))
                    return TorrentSource.OfMagnet(location.OriginalString);
                if (redirects == GuardedHttp.MaxRedirects)
                    return Failed(url, $"it redirects more than {GuardedHttp.MaxRedirects} times");
                if (GuardedHttp.RedirectOf(response, url) is not { } next)
                    return Failed(url, "it redirects to an address that is not followed");
                url = next;
                continue;
            }

            if (!response.IsSuccessStatusCode) return Failed(url, $"the answer was {(int)response.StatusCode}");
            byte[]? body = await ReadAsync(response, cancellation);
            return body is null ? Failed(url, $"it is larger than {MaxBytes} bytes") : TorrentSource.OfFile(body);
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[65_536];
        while (true)
        {
            int read = await stream.ReadAsync(buffer, cancellation);
            if (read == 0) return body.ToArray();
            if (body.Length + read > MaxBytes) return null;
            body.Write(buffer, 0, read);
        }
    }

    private static AppError Busy(int count, string forWhom) =>
        new("busy", $"{count} torrents are to be fetched {forWhom} already: try again later.");

    private static AppError Failed(Uri url, string why) =>
        new("fetch-failed", $"{ShownAddress.Of(url)} cannot be fetched: {why}.");
}
