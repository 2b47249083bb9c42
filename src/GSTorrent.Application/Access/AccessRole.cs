namespace GSTorrent.Application.Access;

/// <summary>What somebody may do; each role includes those before.</summary>
public enum AccessRole
{
    /// <summary>Look.</summary>
    Read,

    /// <summary>Change torrents.</summary>
    Control,

    /// <summary>Change settings and tokens, shut down.</summary>
    Admin,
}
