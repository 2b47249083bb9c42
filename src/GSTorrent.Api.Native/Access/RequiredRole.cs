using GSTorrent.Application.Access;

namespace GSTorrent.Api.Native;

/// <summary>Metadata of an endpoint: the least role that may call it. An endpoint without it is for admins.</summary>
/// <param name="Role">The least role.</param>
public sealed record RequiredRole(AccessRole Role);
