using System.Net.Sockets;
using GSTorrent.Trackers;

namespace GSTorrent.Engine;

/// <summary>
/// What an exception of the platform's HTTP says of a tracker, in words of our own: those of the platform may repeat
/// what the tracker sent, or the URL with its passkey.
/// </summary>
internal static class HttpFailure
{
    private const string Refused = "the tracker redirects to a private address: only one that has a private address "
        + "itself may, to a URL that ends in /announce, or in /scrape for scrapes";

    public static TrackerError Describe(Exception exception)
    {
        if ((exception.InnerException ?? exception) is PrivateAddressException)
            return new TrackerError(Refused);
        HttpRequestError kind = (exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        var socket = (exception.InnerException ?? exception) as SocketException;
        string? cause = socket is null ? null : $": {socket.Message}";
        return new TrackerError(kind switch
        {
            HttpRequestError.NameResolutionError => "the tracker's name has no address",
            HttpRequestError.ConnectionError => $"cannot reach the tracker{cause}",
            HttpRequestError.SecureConnectionError => "the tracker's certificate or TLS is not accepted",
            HttpRequestError.ConfigurationLimitExceeded =>
                $"the tracker's answer is longer than {HttpTrackerCodec.MaxBodyLength} bytes",
            HttpRequestError.ResponseEnded => "the tracker closed the connection within its answer",
            _ when exception is InvalidDataException => "the tracker's answer is not what its content encoding says",
            _ => $"the tracker's answer cannot be read{cause}",
        });
    }
}
