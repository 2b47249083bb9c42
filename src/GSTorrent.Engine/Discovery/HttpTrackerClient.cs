using System.Net;
using System.Net.Sockets;
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
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(TimeoutMs), _time);
        using CancellationTokenRegistration link =
            _stop.Token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        try
        {
            var url = new Uri(HttpTrackerCodec.BuildAnnounceUrl(tracker, request));
            using HttpResponseMessage response =
                await _client.GetAsync(url, HttpCompletionOption.ResponseContentRead, timeout.Token);
            byte[] body = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            return Judge(response, body);
        }
        catch (OperationCanceledException)
        {
            return new AnnounceResult(null, TrackerError.Timeout);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A tracker can make the platform's reader throw more than it documents; each is this tracker's failure.
            return new AnnounceResult(null, new TrackerError(Describe(exception)));
        }
    }

    // The token source lives on: an announce may begin at the same moment.
    public void Dispose()
    {
        _stop.Cancel();
        _client.Dispose();
    }

    private static AnnounceResult Judge(HttpResponseMessage response, byte[] body)
    {
        bool isAnswer = HttpTrackerCodec.TryParseAnnounce(body, out AnnounceResponse? answer, out TrackerError? error);
        if (isAnswer && response.IsSuccessStatusCode) return new AnnounceResult(answer, null);
        bool isSilent = !response.IsSuccessStatusCode && !LooksBencoded(body);
        return new AnnounceResult(
            null, isSilent || error is null ? TrackerError.HttpStatus((int)response.StatusCode) : error);
    }

    // A failure reason with an error status is worth more than the status.
    private static bool LooksBencoded(byte[] body) => body.Length > 0 && body[0] == 'd';

    // Words of our own: those of the platform may repeat what the tracker sent, or the URL with its passkey.
    private static string Describe(Exception exception)
    {
        HttpRequestError kind = (exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        var socket = (exception.InnerException ?? exception) as SocketException;
        string? cause = socket is null ? null : $": {socket.Message}";
        return kind switch
        {
            HttpRequestError.NameResolutionError => "the tracker's name has no address",
            HttpRequestError.ConnectionError => $"cannot reach the tracker{cause}",
            HttpRequestError.SecureConnectionError => "the tracker's certificate or TLS is not accepted",
            HttpRequestError.ConfigurationLimitExceeded =>
                $"the tracker's answer is longer than {HttpTrackerCodec.MaxBodyLength} bytes",
            HttpRequestError.ResponseEnded => "the tracker closed the connection within its answer",
            _ when exception is InvalidDataException => "the tracker's answer is not what its content encoding says",
            _ => $"the tracker's answer cannot be read{cause}",
        };
    }
}
