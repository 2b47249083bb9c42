using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Api.Transmission.Torrents.Fields;
using GSTorrent.Engine;

namespace GSTorrent.Api.Transmission.Tests.Torrents.Fields;

public sealed class PeerFieldsTests
{
    private static readonly PeerSnapshot Quiet = new()
    {
        Address = IPEndPoint.Parse("203.0.113.1:6881"),
        ClientName = "Other 1.0",
        PeerIdText = "-OT1000-............",
        AmChoking = true,
        PeerChoking = true,
        Source = PeerSource.Tracker,
    };

    [Theory]
    [InlineData("")]
    [InlineData("D", "AmInterested", "PeerServes")]
    [InlineData("d", "AmInterested")]
    [InlineData("U", "PeerInterested", "AmServing")]
    [InlineData("u", "PeerInterested")]
    [InlineData("K", "PeerServes")]
    [InlineData("?", "AmServing")]
    [InlineData("ODUI", "Optimistic", "AmInterested", "PeerServes", "PeerInterested", "AmServing", "Incoming")]
    public void Letters(string letters, params string[] facts)
    {
        JsonNode peer = Written(Quiet with
        {
            AmInterested = Has("AmInterested"),
            PeerChoking = !Has("PeerServes"),
            PeerInterested = Has("PeerInterested"),
            AmChoking = !Has("AmServing"),
            IsOptimistic = Has("Optimistic"),
            IsIncoming = Has("Incoming"),
        });
        Assert.Equal(letters, (string?)peer["flagStr"]);
        Assert.Equal(
            (letters.Contains('D', StringComparison.Ordinal), letters.Contains('U', StringComparison.Ordinal)),
            ((bool)peer["isDownloadingFrom"]!, (bool)peer["isUploadingTo"]!));

        bool Has(string fact) => facts.Contains(fact, StringComparer.Ordinal);
    }

    [Fact]
    public void Who_it_is()
    {
        JsonNode peer = Written(Quiet with { Progress = 0.25, DownloadRate = 3, Uploaded = 7 });
        Assert.Equal("203.0.113.1", (string?)peer["address"]);
        Assert.Equal("Other 1.0", (string?)peer["clientName"]);
        Assert.Equal("-OT1000-............", (string?)peer["peerId"]);
        Assert.Equal((0.25, 3, 7, 6881), (
            (double)peer["progress"]!, (long)peer["rateToClient"]!, (long)peer["bytesToPeer"]!, (int)peer["port"]!));
    }

    [Fact]
    public void Where_they_are_from()
    {
        PeerSnapshot[] peers =
        [
            Quiet, Quiet, Quiet with { Source = PeerSource.Incoming }, Quiet with { Source = PeerSource.Named },
        ];
        JsonNode sources = Json(writer => PeerFields.WriteSources(writer, peers));
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["fromCache"] = 0,
                ["fromDht"] = 0,
                ["fromLpd"] = 0,
                ["fromLtep"] = 0,
                ["fromPex"] = 0,
                ["fromIncoming"] = 1,
                ["fromTracker"] = 2,
            },
            sources.AsObject().ToDictionary(pair => pair.Key, pair => (int)pair.Value!));
    }

    internal static JsonNode Json(Action<RpcWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) write(new RpcWriter(json, Dialect.Legacy));
        return JsonNode.Parse(stream.ToArray())!;
    }

    private static JsonNode Written(PeerSnapshot peer) => Json(writer => PeerFields.WritePeer(writer, peer));
}
