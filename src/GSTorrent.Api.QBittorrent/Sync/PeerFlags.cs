using GSTorrent.Engine;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>What goes on with a peer, as letters and in words.</summary>
internal static class PeerFlags
{
    public static string LettersOf(PeerSnapshot peer) =>
        string.Join(' ', FlagsOf(peer).Select(flag => flag.Letter));

    public static string Describe(PeerSnapshot peer) =>
        string.Join('\n', FlagsOf(peer).Select(flag => $"{flag.Letter} = {flag.Text}"));

    private static IEnumerable<(char Letter, string Text)> FlagsOf(PeerSnapshot peer)
    {
        if (peer.AmInterested)
        {
            yield return peer.PeerChoking
                ? ('d', "Interested (local) and choked (peer)")
                : ('D', "Interested (local) and unchoked (peer)");
        }
        else if (!peer.PeerChoking)
        {
            yield return ('K', "Not interested (local) and unchoked (peer)");
        }

        if (peer.PeerInterested)
        {
            yield return peer.AmChoking
                ? ('u', "Interested (peer) and choked (local)")
                : ('U', "Interested (peer) and unchoked (local)");
        }
        else if (!peer.AmChoking)
        {
            yield return ('?', "Not interested (peer) and unchoked (local)");
        }

        if (peer.IsSnubbed) yield return ('S', "Peer snubbed");
        if (peer.IsIncoming) yield return ('I', "Incoming connection");
    }
}
