using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GSTorrent.Api.QBittorrent.Sync;
using GSTorrent.Engine;
using GSTorrent.Primitives;
using Peers = System.Collections.Generic.Dictionary<string, GSTorrent.Engine.PeerSnapshot>;

namespace GSTorrent.Api.QBittorrent.Tests.Sync;



public sealed class PeersMakerTests
{
    private static readonly PeerSnapshot One = new()
    {
        Address = IPEndPoint.Parse("203.0.113.1:6881"),
        ClientName = "other 1.0",
        PeerIdText = "-OT1000-............",
        Relevance = 0.75,
        Progress = 0.5,
        DownloadRate = 10,
        AmInterested = true,
        PeerChoking = true,
        PeerInterested = true,
        IsIncoming = true,
    };

    private static readonly PeerSnapshot Two = new()
    {
        Address = IPEndPoint.Parse("[2001:db8::1]:6882"),
        PeerChoking = true,
    };

    [Fact]
    public void At_first_everything_is_told()
    {
        JsonNode answer = Write(null, Of(One));
        Assert.True((bool)answer["full_update"]!);
        JsonNode peer = answer["peers"]!["203.0.113.1:6881"]!;
        Assert.Equal(
            [
                "ip", "port", "client", "peer_id_client", "connection", "flags", "flags_desc", "progress", "relevance",
                "dl_speed", "up_speed", "downloaded", "uploaded", "files",
            ],
            peer.AsObject().Select(pair => pair.Key));
        Assert.Equal(("203.0.113.1", 6881), ((string)peer["ip"]!, (int)peer["port"]!));
        Assert.Equal("other 1.0", (string)peer["client"]!);
        Assert.Equal(("-OT1000-", 0.75), ((string)peer["peer_id_client"]!, (double)peer["relevance"]!));
        Assert.Equal("d U I", (string)peer["flags"]!);
        Assert.Equal(
            "d = Interested (local) and choked (peer)\nU = Interested (peer) and unchoked (local)\n"
                + "I = Incoming connection",
            (string)peer["flags_desc"]!);
    }

    [Fact]
    public void Then_only_what_changed()
    {
        JsonNode answer = Write(Of(One, Two), Of(One with { DownloadRate = 20 }, Two));
        Assert.Null(answer["full_update"]);
        Assert.Equal("""{"203.0.113.1:6881":{"dl_speed":20}}""", answer["peers"]!.ToJsonString());
        Assert.Null(answer["peers_removed"]);
    }

    [Fact]
    public void Peers_that_went_are_told()
    {
        JsonNode answer = Write(Of(One, Two), Of(One));
        Assert.Equal("{}", answer["peers"]!.ToJsonString());
        Assert.Equal("""["[2001:db8::1]:6882"]""", answer["peers_removed"]!.ToJsonString());
    }

    [Fact]
    public void A_lost_answer_is_told_again()
    {
        var state = new PeersState(new InfoHash(new byte[20]), 1, Of(One));
        state.Send(2, Of(One, Two));
        state.Accept(1);
        Assert.Single(state.Accepted);
        state.Send(3, Of(Two));
        state.Accept(3);
        Assert.Equal((3, Two), (state.AcceptedId, Assert.Single(state.Accepted).Value));
    }

    private static Peers Of(params PeerSnapshot[] peers) => peers.ToDictionary(peer => peer.Address.ToString());

    private static JsonNode Write(Peers? before, Peers now)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) PeersMaker.Write(writer, 7, before, now);
        return JsonNode.Parse(Encoding.UTF8.GetString(stream.ToArray()))!;
    }
}
