namespace GSTorrent.Wire;

/// <summary>How an attempt to read from a stream's buffer ended.</summary>
public enum ReadStatus
{
    /// <summary>The buffer ends before the frame does: try again with more bytes.</summary>
    NeedMore,

    /// <summary>One frame was read.</summary>
    Done,

    /// <summary>The bytes break the protocol: drop the peer.</summary>
    Invalid,
}
