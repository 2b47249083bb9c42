namespace GSTorrent.Engine;

/// <summary>
/// The state of a connection in the letters that qBittorrent shows and its API gives, in its order, blanks between.
/// </summary>
/// <remarks>
/// <c>D</c> we want its pieces and it serves us, <c>d</c> we want them and it chokes us; <c>U</c> it wants our pieces
/// and we serve it, <c>u</c> it wants them and we choke it; <c>K</c> it would serve us and we want nothing; <c>?</c> we
/// would serve it and it wants nothing; <c>O</c> it was unchoked by chance (optimistic unchoke); <c>S</c> it snubs us;
/// <c>I</c> it dialed us. The letters for DHT (H), PEX (X), LSD (L), encryption (E, e) and uTP (P) come with those.
/// </remarks>
internal static class PeerFlags
{
    public static string Of(PeerSnapshot peer)
    {
        List<char> flags = [];
        if (peer.AmInterested) flags.Add(peer.PeerChoking ? 'd' : 'D');
        if (peer.PeerInterested) flags.Add(peer.AmChoking ? 'u' : 'U');
        if (!peer.PeerChoking && !peer.AmInterested) flags.Add('K');
        if (!peer.AmChoking && !peer.PeerInterested) flags.Add('?');
        if (peer.IsOptimistic) flags.Add('O');
        if (peer.IsSnubbed) flags.Add('S');
        if (peer.IsIncoming) flags.Add('I');
        return string.Join(' ', flags);
    }
}
