using GSTorrent.Application.ReadModel;

namespace GSTorrent.Application.Access;

/// <summary>Who sent a request. Immutable.</summary>
/// <param name="Role">What the caller may do.</param>
/// <param name="TokenId">Which token was shown; null: none was.</param>
public sealed record Caller(AccessRole Role, string? TokenId)
{
    /// <summary>Somebody who may only look: what a request has whose sender nobody has told.</summary>
    public static Caller Unknown { get; } = new(AccessRole.Read, TokenId: null);

    /// <summary>Who it is, for the journal: the user's or the token's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The user who signed in; null: a token was shown, or nothing.</summary>
    public string? UserName { get; init; }

    /// <summary>The one category, with those below it, whose torrents the caller sees; null: all torrents.</summary>
    public string? Category { get; init; }

    /// <summary>
    /// Under which name things are kept and counted for whoever calls: the user or the token, and one name for all who
    /// need not sign in.
    /// </summary>
    public string Owner => Callers.OwnerOf(this);

    /// <summary>How the Web API of qBittorrent answers.</summary>
    public QBittorrentManners QBittorrentManners { get; init; }

    /// <summary>What is stored of the secret that was shown: once that is another one, the right has ended.</summary>
    internal string? Proof { get; init; }

    /// <summary>The session by which the caller came; null: by none.</summary>
    internal string? Session { get; init; }

    /// <summary>May the caller see this torrent, and change it if the role allows that?</summary>
    public bool Sees(TorrentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Category is null || IsWithin(row.Category);
    }

    /// <summary>May the caller put torrents into this category?</summary>
    public bool IsWithin(string category)
    {
        ArgumentNullException.ThrowIfNull(category);
        return Category is null || string.Equals(category, Category, StringComparison.Ordinal)
            || category.StartsWith(Category + "/", StringComparison.Ordinal);
    }
}
