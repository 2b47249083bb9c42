using GSTorrent.Primitives;

namespace GSTorrent.Swarm;

/// <summary>What a swarm needs to know of its torrent at the start.</summary>
public sealed record SwarmOptions
{
    /// <summary>Which torrent: metadata must hash to it.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>What we call ourselves in the extended handshake.</summary>
    public string ClientName { get; init; } = "GSTorrent";

    /// <summary>The port that we listen on, told to peers; 0 tells none.</summary>
    public int ListenPort { get; init; }

    /// <summary>Peers that are unchoked at the same time.</summary>
    public int UploadSlots { get; init; } = 8;
}
