using System.Net.Sockets;
using GSTorrent.Engine;

namespace GSTorrent.Application.Torrents;

/// <summary>Can peers from outside connect to us? Nobody is asked: those that did it are the proof.</summary>
public sealed class IncomingPeers
{
    private readonly TorrentEngine _engine;

    internal IncomingPeers(TorrentEngine engine) => _engine = engine;

    /// <summary>When a peer of another machine last came to us, in this run; null: none did.</summary>
    public long? LastUnixMs => _engine.LastIncomingUnixMs is > 0 and var last ? last : null;

    /// <summary>Has a peer of another machine connected to us since the start?</summary>
    public bool Came => CameBy(family: null);

    /// <summary>The same for one family of addresses.</summary>
    /// <param name="family">By which protocol; null: by any.</param>
    public bool CameBy(AddressFamily? family) => _engine.PeerPort != 0
        && (family is { } one ? _engine.GetLastIncomingUnixMs(one) : _engine.LastIncomingUnixMs) > 0;
}
