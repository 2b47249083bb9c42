using GSTorrent.Primitives;
using GSTorrent.Wire;

namespace GSTorrent.Swarm;

/// <summary>What the parts of one torrent's state machine share.</summary>
internal sealed class SwarmState(SwarmOptions options, Random random, ITorrentEffects effects)
{
    // Fields, as both are mutable structs: payload of all peers.
    internal RateMeter Downloaded;
    internal RateMeter Uploaded;

    public SwarmOptions Options { get; } = options;

    public Random Random { get; } = random;

    public ITorrentEffects Effects { get; } = effects;

    public List<Peer> Peers { get; } = [];

    /// <summary>Null until the metainfo is known.</summary>
    public PieceGeometry? Geometry { get; set; }

    /// <summary>Null until the metainfo is known.</summary>
    public PiecePicker? Picker { get; set; }

    /// <summary>In which order pieces are started, for a picker to come as well.</summary>
    public PieceOrder Order { get; set; } = new();

    /// <summary>The raw info dictionary, once known, to tell others (BEP 9).</summary>
    public ReadOnlyMemory<byte> InfoDictionary { get; set; }

    /// <summary>Is every wanted piece here?</summary>
    public bool IsFinished => Picker is { WantedMissing: 0 };

    /// <summary>Is every piece here?</summary>
    public bool IsComplete => Picker is { Have.IsAll: true };

    /// <summary>Payload bytes received in vain.</summary>
    public long Wasted { get; set; }

    /// <summary>Bytes of pieces whose hash was wrong; they are wasted as well.</summary>
    public long Corrupt { get; set; }

    /// <summary>Ends the connection; whatever the peer still sends is ignored.</summary>
    public void Disconnect(Peer peer, DisconnectReason reason)
    {
        if (peer.IsLeaving) return;
        peer.IsLeaving = true;
        Effects.Disconnect(peer, reason);
    }

    /// <summary>
    /// As <see cref="Disconnect"/>, and its address is not let in again. The peer may be gone already.
    /// </summary>
    public void Ban(Peer peer, string reason)
    {
        if (peer.IsBanned) return;
        peer.IsBanned = true;
        peer.IsLeaving = true;
        Effects.Ban(peer, reason);
    }
}
