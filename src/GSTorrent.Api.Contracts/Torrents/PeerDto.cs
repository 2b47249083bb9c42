namespace GSTorrent.Api.Contracts;

/// <summary>One connected peer of a torrent.</summary>
public sealed record PeerDto
{
    /// <summary>host:port, IPv6 in brackets.</summary>
    public required string Address { get; init; }

    /// <summary>Name of its program; its peer id if it tells none.</summary>
    public string? Client { get; init; }

    /// <summary>Did it connect to us?</summary>
    public bool Incoming { get; init; }

    /// <summary>0 to 1: how much of the content it has.</summary>
    public double Progress { get; init; }

    /// <summary>Content received from it, at this moment.</summary>
    public long DownloadBytesPerSecond { get; init; }

    /// <summary>Content sent to it, at this moment.</summary>
    public long UploadBytesPerSecond { get; init; }

    /// <summary>Content received from it.</summary>
    public long DownloadedBytes { get; init; }

    /// <summary>Content sent to it.</summary>
    public long UploadedBytes { get; init; }

    /// <summary>Do we choke it?</summary>
    public bool AmChoking { get; init; }

    /// <summary>Do we want something of it?</summary>
    public bool AmInterested { get; init; }

    /// <summary>Does it choke us?</summary>
    public bool PeerChoking { get; init; }

    /// <summary>Does it want something of us?</summary>
    public bool PeerInterested { get; init; }

    /// <summary>It owes us blocks for a long time.</summary>
    public bool Snubbed { get; init; }
}
