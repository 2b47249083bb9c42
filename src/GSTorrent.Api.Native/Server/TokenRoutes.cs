using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.Native.Reference;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using DtoManners = GSTorrent.Api.Contracts.QBittorrentManners;
using StoredManners = GSTorrent.Application.Access.QBittorrentManners;

namespace GSTorrent.Api.Native.Server;

/// <summary>The tokens that open the server.</summary>
internal sealed class TokenRoutes(TokenStore tokens)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/tokens", AccessRole.Admin, ListAsync, new RouteDoc(
            "listTokens", "Lists the tokens that open the server, without their secrets.")
        {
            Answers = typeof(IReadOnlyList<TokenDto>),
        });
        routes.Map("POST", "/tokens", AccessRole.Admin, CreateAsync, new RouteDoc(
            "createToken", "Makes a token; the answer is the only one with its secret.")
        {
            Takes = typeof(CreateTokenRequest),
            Answers = typeof(TokenDto),
            Statuses = [201],
        });
        routes.Map("DELETE", "/tokens/{id}", AccessRole.Admin, RevokeAsync, new RouteDoc(
            "revokeToken", "Revokes a token.")
        {
            Statuses = [204],
        });
    }

    private Task ListAsync(HttpContext context) => context.WriteAsync(
        200,
        new TranslatedList<TokenRecord, TokenDto>(tokens.All, ToDto),
        ContractsJsonContext.Default.IReadOnlyListTokenDto);

    private async Task CreateAsync(HttpContext context)
    {
        Result<CreateTokenRequest> read = await context.ReadAsync(Json.Strict.CreateTokenRequest);
        if (!read.TryGet(out CreateTokenRequest? request, out AppError? error)
            || !(await CreateAsync(request)).TryGet(out var made, out error))
        {
            await context.WriteProblemAsync(error);
            return;
        }

        context.Features.Set(new AuditNote(
            $"Token {made.Token.Id} was made, with the role {made.Token.Role}", JournalKinds.TokenCreated));
        TokenDto answer = ToDto(made.Token) with { Token = made.Secret };
        await context.WriteAsync(201, answer, ContractsJsonContext.Default.TokenDto);
    }

    private Task<Result<(TokenRecord Token, string Secret)>> CreateAsync(CreateTokenRequest request) =>
        tokens.CreateAsync(
            request.Name,
            Roles.OfDto(request.Role),
            request.ExpiresUnixMs,
            request.Category,
            request.QBittorrentManners == DtoManners.V52 ? StoredManners.V52 : StoredManners.V51);

    private async Task RevokeAsync(HttpContext context)
    {
        string id = context.RouteText("id");
        AppError? error = await tokens.RevokeAsync(id);
        if (error is null) context.Features.Set(new AuditNote($"Token {id} was revoked", JournalKinds.TokenRevoked));
        await context.WriteDoneAsync(204, error);
    }

    private static TokenDto ToDto(TokenRecord token) => new()
    {
        Id = token.Id,
        Name = token.Name,
        Role = Roles.ToDto(token.Role),
        Category = token.Category,
        QBittorrentManners = token.QBittorrentManners == StoredManners.V52 ? DtoManners.V52 : DtoManners.V51,
        CreatedUnixMs = token.CreatedUnixMs,
        ExpiresUnixMs = token.ExpiresUnixMs,
        LastUsedUnixMs = token.LastUsedUnixMs,
    };
}
