using GSTorrent.Api.Contracts;
using GSTorrent.Terminal;

namespace GSTorrent.Cli.Output;

/// <summary>
/// A peer's state in letters: D and U transfer, d and u wait for an unchoke, S snubbed, I it came to us.
/// </summary>
internal static class PeerFlags
{
    public static string Of(PeerDto peer)
    {
        string down = peer.AmInterested ? peer.PeerChoking ? "d" : "D" : "";
        string up = peer.PeerInterested ? peer.AmChoking ? "u" : "U" : "";
        string flags = down + up + (peer.Snubbed ? "S" : "") + (peer.Incoming ? "I" : "");
        return flags.Length == 0 ? Units.Nothing : flags;
    }
}
