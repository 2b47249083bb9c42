using GSTorrent.Api.Contracts;
using GSTorrent.Client.Transport;

namespace GSTorrent.Client;

/// <summary>The tokens of one server.</summary>
public sealed class TokenCalls
{
    private readonly ApiConnection _connection;

    internal TokenCalls(ApiConnection connection) => _connection = connection;

    /// <summary>All tokens, without their secrets.</summary>
    public Task<IReadOnlyList<TokenDto>> ListAsync(CancellationToken cancellation = default) =>
        _connection.GetAsync("tokens", ContractsJsonContext.Default.IReadOnlyListTokenDto, cancellation);

    /// <summary>Makes a token; its secret is in this answer and never again.</summary>
    public Task<TokenDto> CreateAsync(CreateTokenRequest request, CancellationToken cancellation = default) =>
        _connection.SendAsync(
            HttpMethod.Post,
            "tokens",
            (request, ContractsJsonContext.Default.CreateTokenRequest),
            ContractsJsonContext.Default.TokenDto,
            cancellation);

    /// <summary>Ends a token at once.</summary>
    public Task RevokeAsync(string tokenId, CancellationToken cancellation = default) =>
        _connection.SendAsync(HttpMethod.Delete, "tokens/" + Uri.EscapeDataString(tokenId), cancellation);
}
