using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Transmission.Http;

/// <summary>
/// The secret that each request must carry in a header of its own. A page of another site can neither set such a header
/// nor read the reply that tells the secret, so it can do nothing here (CSRF).
/// </summary>
internal sealed class SessionGuard
{
    public const string Header = "X-Transmission-Session-Id";
    private const string VersionHeader = "X-Transmission-Rpc-Version";
    private readonly byte[] _secret;

    public SessionGuard()
    {
        Secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(36));
        _secret = Encoding.ASCII.GetBytes(Secret);
    }

    /// <summary>Another one at each start.</summary>
    public string Secret { get; }

    public bool IsIn(HttpRequest request) => CryptographicOperations.FixedTimeEquals(
        _secret, Encoding.UTF8.GetBytes(request.Headers[Header].ToString()));

    /// <summary>Tells the secret; clients send their request again with it. Some read it from the page.</summary>
    public Task TellAsync(HttpContext context)
    {
        context.Response.Headers[Header] = Secret;
        context.Response.Headers[VersionHeader] = Versions.JsonRpcSemver;
        return Pages.WriteAsync(
            context, StatusCodes.Status409Conflict,
            "<p>The request lacks the right session id. Send it again with this header; "
            + "it guards against requests that other sites make in your name.</p>"
            + $"<p><code>{Header}: {Secret}</code></p>");
    }
}
