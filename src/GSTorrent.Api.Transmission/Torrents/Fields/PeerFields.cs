using System.Text;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Engine;

namespace GSTorrent.Api.Transmission.Torrents.Fields;

/// <summary>Fields of the connected peers. "The client" is us.</summary>
internal static class PeerFields
{
    private static readonly (RpcName Name, string Source)[] Sources =
    [
        (RpcName.Camel("from_incoming"), PeerSource.Incoming), (RpcName.Camel("from_tracker"), PeerSource.Tracker),
    ];

    private static readonly RpcName[] NoSources =
    [
        RpcName.Camel("from_cache"), RpcName.Camel("from_dht"), RpcName.Camel("from_lpd"), RpcName.Camel("from_ltep"),
        RpcName.Camel("from_pex"),
    ];

    private static readonly (RpcName Name, Func<PeerSnapshot, string> Value)[] Texts =
    [
        (RpcName.Camel("address"), peer => peer.Address.Address.ToString()),
        (RpcName.Camel("client_name"), peer => peer.ClientName),
        (RpcName.Camel("flag_str"), FlagsOf),
        (RpcName.Camel("peer_id"), peer => peer.PeerIdText ?? ""),
    ];

    private static readonly (RpcName Name, Func<PeerSnapshot, bool> Value)[] Flags =
    [
        (RpcName.Camel("client_is_choked"), peer => peer.PeerChoking),
        (RpcName.Camel("client_is_interested"), peer => peer.AmInterested),
        (RpcName.Camel("is_downloading_from"), IsSending),
        (RpcName.Camel("is_encrypted"), _ => false),
        (RpcName.Camel("is_incoming"), peer => peer.IsIncoming),
        (RpcName.Camel("is_uploading_to"), IsReceiving),
        (new RpcName("is_utp", "isUTP"), _ => false),
        (RpcName.Camel("peer_is_choked"), peer => peer.AmChoking),
        (RpcName.Camel("peer_is_interested"), peer => peer.PeerInterested),
    ];

    private static readonly (RpcName Name, Func<PeerSnapshot, long> Value)[] Numbers =
    [
        (RpcName.Camel("port"), peer => peer.Address.Port),
        (RpcName.Camel("rate_to_client"), peer => peer.DownloadRate),
        (RpcName.Camel("rate_to_peer"), peer => peer.UploadRate),
        (RpcName.Camel("bytes_to_client"), peer => peer.Downloaded),
        (RpcName.Camel("bytes_to_peer"), peer => peer.Uploaded),
    ];

    private static readonly RpcName Progress = RpcName.Camel("progress");

    public static IReadOnlyList<TorrentField> All { get; } =
    [
        TorrentField.List("peers", FieldNeeds.Peers, view => view.Peers, WritePeer),
        new(RpcName.Camel("peers_from"), "object", FieldNeeds.Peers, (writer, view) =>
            WriteSources(writer, view.Peers)),
        TorrentField.Number("peers_connected", view => view.Row.ConnectedPeers),
        TorrentField.Number("peers_getting_from_us", view => view.Row.PeersReceiving),
        TorrentField.Number("peers_sending_to_us", view => view.Row.PeersSending),
    ];

    private static bool IsSending(PeerSnapshot peer) => peer is { AmInterested: true, PeerChoking: false };

    private static bool IsReceiving(PeerSnapshot peer) => peer is { PeerInterested: true, AmChoking: false };

    internal static void WritePeer(RpcWriter writer, PeerSnapshot peer)
    {
        writer.Json.WriteStartObject();
        foreach ((RpcName name, Func<PeerSnapshot, string> value) in Texts) writer.Text(name, value(peer));
        foreach ((RpcName name, Func<PeerSnapshot, bool> value) in Flags) writer.Flag(name, value(peer));
        foreach ((RpcName name, Func<PeerSnapshot, long> value) in Numbers) writer.Number(name, value(peer));
        writer.Real(Progress, peer.Progress);
        writer.Json.WriteEndObject();
    }

    // Those that somebody named belong to none of Transmission's sources.
    internal static void WriteSources(RpcWriter writer, IReadOnlyList<PeerSnapshot> peers)
    {
        writer.Json.WriteStartObject();
        foreach (RpcName name in NoSources) writer.Number(name, 0);
        foreach ((RpcName name, string source) in Sources)
        {
            int count = peers.Count(peer => string.Equals(peer.Source, source, StringComparison.Ordinal));
            writer.Number(name, count);
        }

        writer.Json.WriteEndObject();
    }

    /// <summary>
    /// Transmission's letters: O we let it by chance; D we download from it, d we would if it let us; U it downloads
    /// from us, u it would if we let it; K it lets us but we want nothing; ? we let it but it wants nothing; I it came
    /// to us.
    /// </summary>
    private static string FlagsOf(PeerSnapshot peer)
    {
        var flags = new StringBuilder(6);
        if (peer.IsOptimistic) flags.Append('O');
        if (IsSending(peer)) flags.Append('D');
        else if (peer.AmInterested) flags.Append('d');
        if (IsReceiving(peer)) flags.Append('U');
        else if (peer.PeerInterested) flags.Append('u');
        if (peer is { PeerChoking: false, AmInterested: false }) flags.Append('K');
        if (peer is { AmChoking: false, PeerInterested: false }) flags.Append('?');
        if (peer.IsIncoming) flags.Append('I');
        return flags.ToString();
    }
}
