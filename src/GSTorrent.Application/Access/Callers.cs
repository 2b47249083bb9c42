using System.Diagnostics.CodeAnalysis;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Application.Access;

/// <summary>Callers as what is stored of them makes them.</summary>
internal static class Callers
{
    /// <summary>Under which name things are kept for whoever calls; one name for all who need not sign in.</summary>
    public static string OwnerOf(Caller caller) => caller.UserName is { } user
        ? OwnerOfUser(user)
        : caller.TokenId is { } token ? OwnerOfToken(token) : "anybody";

    public static string OwnerOfUser(string name) => "user " + name.ToUpperInvariant();

    public static string OwnerOfToken(string id) => "token " + id;

    [return: NotNullIfNotNull(nameof(user))]
    public static Caller? Of(UserRecord? user) => user is null
        ? null
        : new Caller(user.Role, TokenId: null)
        {
            Name = user.Name,
            UserName = user.Name,
            Category = user.Category,
            Proof = user.PasswordHash,
        };

    [return: NotNullIfNotNull(nameof(token))]
    public static Caller? Of(TokenRecord? token) => token is null
        ? null
        : new Caller(token.Role, token.Id)
        {
            Name = token.Name.Length > 0 ? token.Name : "token " + token.Id,
            Category = token.Category,
            QBittorrentManners = token.QBittorrentManners,
            Proof = Convert.ToHexStringLower(token.Hash),
        };
}
