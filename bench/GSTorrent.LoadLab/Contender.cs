using GSTorrent.Peers;
using GSTorrent.Peers.Ours;

namespace GSTorrent.LoadLab;

/// <summary>A program that transfers: ours or a real peer.</summary>
/// <param name="Name">As in the table and on the command line.</param>
/// <param name="Missing">What has to be installed or built first; null if nothing.</param>
/// <param name="Create">Makes a peer that is not started yet.</param>
internal sealed record Contender(string Name, string? Missing, Func<RealPeer> Create)
{
    /// <summary>Ours first, then the real peers.</summary>
    public static IReadOnlyList<Contender> All() =>
    [
        new("GSTorrent", GSTorrentBinary.Find() is null ? "src/GSTorrent.Server is not built" : null,
            () => new GSTorrentPeer()),
        Of(PeerKind.Libtorrent),
        Of(PeerKind.QBittorrent),
        Of(PeerKind.Transmission),
        Of(PeerKind.Aria2),
        Of(PeerKind.Rtorrent),
    ];

    private static Contender Of(PeerKind kind)
    {
        string needed = PeerKinds.Requires(kind);
        string? missing = Installed.Has(needed) ? null : $"{needed} is not installed";
        return new Contender(kind.ToString().ToLowerInvariant(), missing, () => PeerKinds.Create(kind));
    }
}
