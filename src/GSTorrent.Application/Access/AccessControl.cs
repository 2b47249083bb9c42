using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Access;

/// <summary>Who may come in.</summary>
public sealed class AccessControl
{
    private readonly TokenStore _tokens;
    private readonly ConcurrentDictionary<string, Caller> _sessions = new(StringComparer.Ordinal);

    internal AccessControl(TokenStore tokens) => _tokens = tokens;

    /// <summary>Any user name with a token as the password.</summary>
    public Task<Result<Caller>> SignInAsync(string user, string password, IPAddress? from)
    {
        Result<Caller> result = _tokens.Authenticate(password) is { } token
            ? CallerOf(token)
            : new AppError("not-signed-in", "Wrong user name or password.");
        return Task.FromResult(result);
    }

    /// <summary>The secret of a new session.</summary>
    public string OpenSession(Caller caller)
    {
        string secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        _sessions[secret] = caller;
        return secret;
    }

    /// <summary>Null: none.</summary>
    public Caller? FindSession(string? secret) =>
        secret is not null && _sessions.TryGetValue(secret, out Caller? caller) ? caller : null;

    /// <summary>Ends a session.</summary>
    public void CloseSession(string secret) => _sessions.TryRemove(secret, out _);

    internal static Caller CallerOf(TokenRecord token) => new(token.Role, token.Id) { Name = token.Name };
}
