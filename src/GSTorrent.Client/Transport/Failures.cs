using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using GSTorrent.Api.Contracts;

namespace GSTorrent.Client.Transport;

/// <summary>Turns what went wrong under a call into a <see cref="ClientError"/>.</summary>
internal static class Failures
{
    private const int MaxProblemLength = 64 * 1024;

    public static ClientException NotSent(ServerAddress address, CertificatePin pin, Exception cause) =>
        new(OfCause(address, pin, cause), cause);

    public static ClientException TimedOut(ServerAddress address, string what, TimeSpan limit, Exception cause) =>
        new(new(ClientErrorKind.TimedOut, "timed-out",
            $"{address} did not answer {what} within {limit.TotalSeconds:0.#} s"),
            cause);

    public static ClientException BadAnswer(ServerAddress address, string what, Exception? cause) =>
        new(new(ClientErrorKind.BadAnswer, "bad-answer",
            $"{address} answered {what} with something else than its API's JSON"),
            cause);

    /// <summary>The error of an answer whose status tells no success.</summary>
    public static async Task<ClientException> RefusedAsync(
        ServerAddress address, HttpResponseMessage response, CancellationToken cancellation)
    {
        int status = (int)response.StatusCode;
        ProblemDto? problem = await ReadProblemAsync(response, cancellation);
        ClientErrorKind kind = KindOf(response.StatusCode, problem);
        string code = problem?.Code ?? (kind == ClientErrorKind.NotAllowed ? "not-allowed" : "http-" + status);
        string text = problem is null
            ? Invariant($"{address} answered with status {status}")
            : problem.Detail ?? problem.Title;
        return new ClientException(new ClientError(kind, code, text, status));
    }

    private static ClientErrorKind KindOf(HttpStatusCode status, ProblemDto? problem) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ClientErrorKind.NotAllowed,
        _ when problem is null && (int)status < 500 => ClientErrorKind.BadAnswer,
        _ => ClientErrorKind.Failed,
    };

    private static async Task<ProblemDto?> ReadProblemAsync(
        HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json") return null;
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxProblemLength, cancellation);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation);
            ProblemDto? problem = JsonSerializer.Deserialize(body, ContractsJsonContext.Default.ProblemDto);
            return string.IsNullOrEmpty(problem?.Code) ? null : problem;
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException)
        {
            return null;
        }
    }

    private static ClientError OfCause(ServerAddress address, CertificatePin pin, Exception cause)
    {
        if (IsCertificate(cause) && pin.Refused is { } seen)
        {
            return pin.Pinned is { } pinned
                ? new(ClientErrorKind.CertificateRefused, "certificate-changed",
                    $"the certificate of {address} is sha256:{seen}, but sha256:{pinned} is pinned")
                : new(ClientErrorKind.CertificateRefused, "certificate-unknown",
                    $"nothing vouches for the certificate of {address}, sha256:{seen}");
        }

        if (address.SocketPath is null && IsNoHttp(cause))
            return new(ClientErrorKind.Unreachable, "connection-closed",
                $"{address} closed the connection before its answer was complete");
        return new(ClientErrorKind.Unreachable, "unreachable", $"cannot reach {address}: {Reason(cause)}");
    }

    private static bool IsCertificate(Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException)
            if (cause is AuthenticationException) return true;
        return false;
    }

    // What plain HTTP meets at a TLS port, too.
    private static bool IsNoHttp(Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpIOException { HttpRequestError: var error }
                && error is HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse) return true;
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionReset }) return true;
        }

        return false;
    }

    // The innermost cause is the one that people know ("Connection refused"); the outer ones only repeat the address.
    private static string Reason(Exception cause)
    {
        Exception inner = cause;
        while (inner.InnerException is { } next) inner = next;
        return inner switch
        {
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "nothing listens there",
            SocketException { SocketErrorCode: SocketError.HostNotFound } => "no such host",
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "no such socket",
            OperationCanceledException or TimeoutException => "no connection in time",
            _ => inner.Message.ReplaceLineEndings(" "),
        };
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
