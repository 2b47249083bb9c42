using GSTorrent.Application.Access;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>Roles in the words of documents and messages.</summary>
internal static class RoleWords
{
    public static string Of(AccessRole role) => role switch
    {
        AccessRole.Admin => "admin",
        AccessRole.Control => "control",
        _ => "read",
    };
}
