using GSTorrent.Engine;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>What the letters of <see cref="PeerSnapshot.Flags"/> mean, in words.</summary>
internal static class PeerFlags
{
    public static string Describe(PeerSnapshot peer)
    {
        string[] letters = peer.Flags.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', letters.Select(letter => $"{letter} = {TextOf(letter)}"));
    }

    private static string TextOf(string letter) => letter switch
    {
        "D" => "Interested (local) and unchoked (peer)",
        "d" => "Interested (local) and choked (peer)",
        "U" => "Interested (peer) and unchoked (local)",
        "u" => "Interested (peer) and choked (local)",
        "K" => "Not interested (local) and unchoked (peer)",
        "?" => "Not interested (peer) and unchoked (local)",
        "O" => "Optimistic unchoke",
        "S" => "Peer snubbed",
        _ => "Incoming connection",
    };
}
