namespace GSTorrent.Client;

/// <summary>What kept a call from its answer; callers choose their reaction by it.</summary>
public enum ClientErrorKind
{
    /// <summary>The server refused or failed the request; <see cref="ClientError.Code"/> says why.</summary>
    Failed,

    /// <summary>No connection, or it broke before the answer was complete.</summary>
    Unreachable,

    /// <summary>The server answered, but not within <see cref="ClientSettings.Timeout"/>.</summary>
    TimedOut,

    /// <summary>No token, an unknown or expired one, or one whose role does not allow this (401 or 403).</summary>
    NotAllowed,

    /// <summary>The server's certificate is not the pinned one, or nothing vouches for it.</summary>
    CertificateRefused,

    /// <summary>Something answered that is not the native API, or an answer that breaks its contract.</summary>
    BadAnswer,
}
