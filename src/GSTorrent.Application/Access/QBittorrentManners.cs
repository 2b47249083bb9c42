namespace GSTorrent.Application.Access;

/// <summary>
/// Which qBittorrent the server is to a program: from 5.2 on, some calls are answered with another status or body.
/// </summary>
public enum QBittorrentManners
{
    /// <summary>Of 5.1, as most programs know it.</summary>
    V51,

    /// <summary>Of 5.2.</summary>
    V52,
}
