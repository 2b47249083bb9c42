namespace GSTorrent.Application.Access;

/// <summary>Metadata of an endpoint: the least role that may call it. An endpoint without it is for admins.</summary>
/// <param name="Role">The least role; null: anybody, signed in or not.</param>
public sealed record RequiredRole(AccessRole? Role);
