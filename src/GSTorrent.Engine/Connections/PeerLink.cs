using System.Net;
using GSTorrent.Primitives;
using GSTorrent.Swarm;
using GSTorrent.Transport.Tcp;

namespace GSTorrent.Engine;

/// <summary>A peer of the swarm together with the connection to it.</summary>
internal sealed class PeerLink
{
    /// <summary>Made with the connection, as the connection reports to a sink and not to the peer.</summary>
    public required PeerConnection Connection { get; init; }

    public required IPEndPoint Address { get; init; }

    /// <summary>The address we dialed; null if the peer dialed us.</summary>
    public IPEndPoint? Dialed { get; init; }

    /// <summary>One of <see cref="PeerSource"/>.</summary>
    public required string Source { get; init; }

    public MonotonicTime ConnectedAt { get; init; }

    /// <summary>Set right after; the swarm's view of it.</summary>
    public Peer? Peer { get; set; }

    /// <summary>What it said last of our address, as it was taken note of.</summary>
    public byte[]? HeardIp { get; set; }

    /// <summary>What was sent to it of pieces that it does not have yet.</summary>
    public ServedBlocks Served { get; } = new();
}
