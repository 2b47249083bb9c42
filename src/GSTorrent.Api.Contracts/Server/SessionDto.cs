namespace GSTorrent.Api.Contracts;

/// <summary>Opens a session: with <see cref="User"/> and <see cref="Password"/>, or with <see cref="Link"/>.</summary>
public sealed record SignInRequest
{
    /// <summary>A user's name; any, if the password is a token.</summary>
    public string? User { get; init; }

    /// <summary>The user's password, or a token.</summary>
    public string? Password { get; init; }

    /// <summary>What stands behind the '#' of the link that the server prints at its start.</summary>
    public string? Link { get; init; }
}

/// <summary>Who is signed in.</summary>
public sealed record SessionDto
{
    /// <summary>The user's name, or whom or what the token is for.</summary>
    public required string Name { get; init; }

    /// <summary>What the caller may do.</summary>
    public required TokenRole Role { get; init; }

    /// <summary>The one category, with those below it, that the caller is narrowed to; absent: all torrents.</summary>
    public string? Category { get; init; }

    /// <summary>
    /// What changes must carry in the header X-CSRF-Token, if the caller came by the session's cookie; else absent.
    /// </summary>
    public string? CsrfToken { get; init; }
}
