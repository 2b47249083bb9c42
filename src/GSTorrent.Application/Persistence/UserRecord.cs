using GSTorrent.Application.Access;

namespace GSTorrent.Application.Persistence;

/// <summary>A user as stored: never the password itself.</summary>
public sealed record UserRecord
{
    /// <summary>Unique, whatever its letters' case.</summary>
    public required string Name { get; init; }

    /// <summary>What the user may do.</summary>
    public required AccessRole Role { get; init; }

    /// <summary>The one category, with those below it, that the user is narrowed to; null: all torrents.</summary>
    public string? Category { get; init; }

    /// <summary>When the user was added.</summary>
    public required long CreatedUnixMs { get; init; }

    /// <summary>When the user last signed in, to about a minute.</summary>
    public long? LastUsedUnixMs { get; init; }

    /// <summary>As <see cref="Access.PasswordHash"/> writes it. No part of the record's text.</summary>
    internal string PasswordHash { get; init; } = "";
}
