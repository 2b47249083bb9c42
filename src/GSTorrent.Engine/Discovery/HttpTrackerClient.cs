using System.Net;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>Announces over HTTP(S) (BEP 3): limited in time, size and redirects.</summary>
internal sealed class HttpTrackerClient : IDisposable
{
    private const int TimeoutMs = 60_000;
    private const int MaxRedirects = 5;

    /// <summary>So that one slow tracker with many torrents takes no more sockets than this.</summary>
    private const int MaxConnectionsPerTracker = 16;

    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _stop = new();

    public HttpTrackerClient(TimeProvider time)
    {
        _time = time;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = true,
            MaxAutomaticRedirections = MaxRedirects,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = MaxConnectionsPerTracker,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectTimeout = TimeSpan.FromSeconds(20),
            UseCookies = false,
            UseProxy = false,
        };
        _client = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = HttpTrackerCodec.MaxBodyLength,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd(ClientIdentity.Name.Replace(' ', '/'));
    }

    public async Task<AnnounceResult> AnnounceAsync(TrackerUrl tracker, AnnounceRequest request)
    {
        string url = HttpTrackerCodec.BuildAnnounceUrl(tracker, request);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(TimeoutMs), _time);
        using CancellationTokenRegistration link =
            _stop.Token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        try
        {
            using HttpResponseMessage response =
                await _client.GetAsync(new Uri(url), HttpCompletionOption.ResponseContentRead, timeout.Token);
            byte[] body = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            if (HttpTrackerCodec.TryParseAnnounce(body, out AnnounceResponse? answer, out TrackerError? error)
                && response.IsSuccessStatusCode)
            {
                return new AnnounceResult(answer, null);
            }

            bool isSilent = !response.IsSuccessStatusCode && !LooksBencoded(body);
            return new AnnounceResult(null, isSilent || error is null
                ? TrackerError.HttpStatus((int)response.StatusCode)
                : error);
        }
        catch (OperationCanceledException)
        {
            return new AnnounceResult(null, TrackerError.Timeout);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidOperationException)
        {
            return new AnnounceResult(null, new TrackerError(Describe(exception)));
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _client.Dispose();
        _stop.Dispose();
    }

    // A failure reason with an error status is worth more than the status.
    private static bool LooksBencoded(byte[] body) => body.Length > 0 && body[0] == 'd';

    // The message of the cause, as the outer one names the URL's host at most; never the URL, which may hold a passkey.
    private static string Describe(Exception exception) => exception is HttpRequestException request
        ? $"cannot reach the tracker: {request.HttpRequestError}: {exception.InnerException?.Message ?? exception.Message}"
        : $"cannot read the tracker's answer: {exception.Message}";
}
