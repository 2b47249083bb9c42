namespace GSTorrent.Api.Contracts;

/// <summary>One user, without anything of the password.</summary>
public sealed record UserDto
{
    /// <summary>Unique, whatever its letters' case.</summary>
    public required string Name { get; init; }

    /// <summary>What the user may do.</summary>
    public required TokenRole Role { get; init; }

    /// <summary>The one category, with those below it, that the user is narrowed to; absent: all torrents.</summary>
    public string? Category { get; init; }

    /// <summary>When the user was added.</summary>
    public required long CreatedUnixMs { get; init; }

    /// <summary>When the user last signed in, to about a minute; absent: never.</summary>
    public long? LastUsedUnixMs { get; init; }
}

/// <summary>Adds a user.</summary>
public sealed record CreateUserRequest
{
    /// <summary>1 to 64 letters of a-z, A-Z, 0-9 and . - _ @</summary>
    public required string Name { get; init; }

    /// <summary>8 to 1,024 letters.</summary>
    public required string Password { get; init; }

    /// <summary>What the user may do.</summary>
    public required TokenRole Role { get; init; }

    /// <summary>The one category that the user is narrowed to; not with the role admin. Absent: all torrents.</summary>
    public string? Category { get; init; }
}

/// <summary>Gives a user another password.</summary>
public sealed record PasswordRequest
{
    /// <summary>8 to 1,024 letters.</summary>
    public required string Password { get; init; }
}
