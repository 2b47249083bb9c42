using GSTorrent.Peers.Aria2;
using GSTorrent.Peers.Libtorrent;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.QBittorrent;
using GSTorrent.Peers.Rtorrent;
using GSTorrent.Peers.Transmission;

namespace GSTorrent.Peers;

/// <summary>The real programs that this library can run.</summary>
public enum PeerKind
{
    /// <summary>transmission-daemon.</summary>
    Transmission,

    /// <summary>qbittorrent-nox.</summary>
    QBittorrent,

    /// <summary>aria2c.</summary>
    Aria2,

    /// <summary>rtorrent.</summary>
    Rtorrent,

    /// <summary>libtorrent by its Python binding.</summary>
    Libtorrent,

    /// <summary>Our own server.</summary>
    GSTorrent,
}

/// <summary>Makes peers by kind.</summary>
public static class PeerKinds
{
    /// <summary>A peer that is not started yet.</summary>
    public static RealPeer Create(PeerKind kind) => kind switch
    {
        PeerKind.Transmission => new TransmissionPeer(),
        PeerKind.QBittorrent => new QBittorrentPeer(),
        PeerKind.Aria2 => new Aria2Peer(),
        PeerKind.Rtorrent => new RtorrentPeer(),
        PeerKind.Libtorrent => new LibtorrentPeer(),
        PeerKind.GSTorrent => new GSTorrentPeer(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What has to be installed for it: a program, or the name of a Debian package.</summary>
    public static string Requires(PeerKind kind) => kind switch
    {
        PeerKind.Transmission => TransmissionPeer.Program,
        PeerKind.QBittorrent => QBittorrentPeer.Program,
        PeerKind.Aria2 => Aria2Peer.Program,
        PeerKind.Rtorrent => RtorrentPeer.Program,
        PeerKind.Libtorrent => LibtorrentPeer.Package,
        // Ours is built here; what its tests need is a torrent made by somebody else.
        PeerKind.GSTorrent => "mktorrent",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
