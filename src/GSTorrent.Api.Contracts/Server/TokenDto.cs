using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>What a token allows; each one includes those before.</summary>
[JsonConverter(typeof(CamelCaseEnum<TokenRole>))]
public enum TokenRole
{
    /// <summary>Look at everything but tokens.</summary>
    Read,

    /// <summary>Change torrents.</summary>
    Control,

    /// <summary>Change settings and tokens, shut down.</summary>
    Admin,
}

/// <summary>Which qBittorrent the server is, over its Web API, to a program that shows a token.</summary>
[JsonConverter(typeof(CamelCaseEnum<QBittorrentManners>))]
public enum QBittorrentManners
{
    /// <summary>5.1, as most programs know it.</summary>
    [JsonStringEnumMemberName("5.1")]
    V51,

    /// <summary>5.2, which answers some calls with another status or body.</summary>
    [JsonStringEnumMemberName("5.2")]
    V52,
}

/// <summary>One token, without its secret.</summary>
public sealed record TokenDto
{
    /// <summary>By which it is revoked; tells nothing about the secret.</summary>
    public required string Id { get; init; }

    /// <summary>Whom or what it is for.</summary>
    public required string Name { get; init; }

    /// <summary>What it allows.</summary>
    public required TokenRole Role { get; init; }

    /// <summary>The one category, with those below it, that it is narrowed to; absent: all torrents.</summary>
    public string? Category { get; init; }

    /// <summary>How the Web API of qBittorrent answers programs that show it.</summary>
    public QBittorrentManners QBittorrentManners { get; init; }

    /// <summary>When it was made.</summary>
    public required long CreatedUnixMs { get; init; }

    /// <summary>When it ends; absent: never.</summary>
    public long? ExpiresUnixMs { get; init; }

    /// <summary>When it was last used, to about a minute; absent: never.</summary>
    public long? LastUsedUnixMs { get; init; }

    /// <summary>The secret, in the answer to its creation only: gst_ and 43 letters.</summary>
    public string? Token { get; init; }
}

/// <summary>Makes a token.</summary>
public sealed record CreateTokenRequest
{
    /// <summary>Whom or what it is for.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it allows.</summary>
    public required TokenRole Role { get; init; }

    /// <summary>When it ends; absent: never.</summary>
    public long? ExpiresUnixMs { get; init; }

    /// <summary>The one category that it is narrowed to; not with the role admin. Absent: all torrents.</summary>
    public string? Category { get; init; }

    /// <summary>How the Web API of qBittorrent answers programs that show it; absent: as 5.1.</summary>
    public QBittorrentManners? QBittorrentManners { get; init; }
}
