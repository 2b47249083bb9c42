using System.Net.Sockets;
using GSTorrent.Engine;

namespace GSTorrent.Application.Torrents;

/// <summary>Can peers from outside connect to us? Nobody is asked: those that did it are the proof.</summary>
public sealed class IncomingPeers
{
    private readonly TorrentEngine _engine;

    internal IncomingPeers(TorrentEngine engine) => _engine = engine;

    /// <summary>Has a peer of another machine connected to us since the start?</summary>
    public bool Came => _engine.PeerPort != 0 && _engine.LastIncomingUnixMs > 0;

    /// <summary>The same for one family of addresses.</summary>
    /// <param name="family">By which protocol; null: by any.</param>
    public bool CameBy(AddressFamily? family) => family is { } one
        ? _engine.PeerPort != 0 && _engine.GetLastIncomingUnixMs(one) > 0
        : Came;
}
