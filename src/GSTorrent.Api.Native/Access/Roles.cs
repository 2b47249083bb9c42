using GSTorrent.Api.Contracts;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.Native.Access;

/// <summary>Roles as contracts, and back.</summary>
internal static class Roles
{
    public static TokenRole ToDto(AccessRole role) => role switch
    {
        AccessRole.Admin => TokenRole.Admin,
        AccessRole.Control => TokenRole.Control,
        _ => TokenRole.Read,
    };

    public static AccessRole OfDto(TokenRole role) => role switch
    {
        TokenRole.Admin => AccessRole.Admin,
        TokenRole.Control => AccessRole.Control,
        _ => AccessRole.Read,
    };
}
