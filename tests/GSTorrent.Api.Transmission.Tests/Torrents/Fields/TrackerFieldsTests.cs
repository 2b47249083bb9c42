using System.Text.Json.Nodes;
using GSTorrent.Api.Transmission.Torrents.Fields;
using GSTorrent.Engine;

namespace GSTorrent.Api.Transmission.Tests.Torrents.Fields;

public sealed class TrackerFieldsTests
{
    private const long NowMs = 1_800_000_000_000;
    private const string Url = "http://tracker.example/secret/announce";
    private const string Masked = "http://tracker.example:80/…/announce";

    private static readonly TrackerSnapshot Fresh = new() { Url = Url, Status = "NotContacted" };

    [Fact]
    public void Nothing_is_told_of_one_that_was_never_asked()
    {
        JsonNode stats = Written(Fresh);
        Assert.Equal((false, false, false), Flags(stats));
        Assert.Equal(0, (int)stats["announceState"]!);
        Assert.Equal(0, (long)stats["lastAnnounceTime"]! + (long)stats["lastAnnounceStartTime"]!);
        Assert.Equal(0, (long)stats["nextAnnounceTime"]! + (long)stats["lastScrapeTime"]!);
        Assert.Equal(
            (-1, -1, -1),
            ((int)stats["seederCount"]!, (int)stats["leecherCount"]!, (int)stats["downloadCount"]!));
        Assert.Equal("", (string?)stats["lastAnnounceResult"]);
    }

    [Fact]
    public void One_that_answered()
    {
        JsonNode stats = Written(Fresh with
        {
            Status = "Working",
            Seeders = 5,
            Leechers = 6,
            Completed = 7,
            LastPeerCount = 8,
            LastAnnounceAgoMs = 60_000,
            NextAnnounceInMs = 1_740_000,
            LastAnnounceSucceeded = true,
        });
        Assert.Equal((true, true, false), Flags(stats));
        Assert.Equal("Success", (string?)stats["lastAnnounceResult"]);
        Assert.Equal((1, 1_799_999_940, 1_799_999_940, 1_800_001_740), (
            (int)stats["announceState"]!, (long)stats["lastAnnounceTime"]!, (long)stats["lastAnnounceStartTime"]!,
            (long)stats["nextAnnounceTime"]!));
        Assert.Equal((5, 6, 7, 8), (
            (int)stats["seederCount"]!, (int)stats["leecherCount"]!, (int)stats["downloadCount"]!,
            (int)stats["lastAnnouncePeerCount"]!));
    }

    [Fact]
    public void While_it_is_asked_again_what_it_said_before_holds()
    {
        JsonNode stats = Written(Fresh with
        {
            Status = "Announcing",
            IsAnnouncing = true,
            LastAnnounceAgoMs = 1_000,
            LastAnnounceSucceeded = true,
            Message = "a word to the people",
        });
        Assert.Equal((true, true, false), Flags(stats));
        Assert.Equal(3, (int)stats["announceState"]!);
        Assert.Equal("a word to the people", (string?)stats["lastAnnounceResult"]);
    }

    [Fact]
    public void One_that_refused_in_words_that_have_its_address()
    {
        JsonNode stats = Written(Fresh with
        {
            Status = "Refused",
            LastAnnounceAgoMs = 0,
            LastAnnounceSucceeded = false,
            Message = $"{Url}: unregistered torrent",
        });
        Assert.Equal((true, false, false), Flags(stats));
        Assert.Equal($"{Masked}: unregistered torrent", (string?)stats["lastAnnounceResult"]);
    }

    [Theory]
    [InlineData(ScrapeState.None, 0, false, false, 0)]
    [InlineData(ScrapeState.Scraping, 3, false, false, 0)]
    [InlineData(ScrapeState.Succeeded, 0, true, true, 1_799_999_998)]
    [InlineData(ScrapeState.Failed, 0, true, false, 1_799_999_998)]
    public void Scrapes(ScrapeState state, int scrapeState, bool hasScraped, bool hasSucceeded, long atUnixS)
    {
        JsonNode stats = Written(Fresh with
        {
            ScrapeState = state,
            ScrapeError = state == ScrapeState.Failed ? "no answer" : null,
            LastScrapeAgoMs = state == ScrapeState.None ? null : 2_000,
        });
        Assert.Equal((scrapeState, hasScraped, hasSucceeded, atUnixS), (
            (int)stats["scrapeState"]!, (bool)stats["hasScraped"]!, (bool)stats["lastScrapeSucceeded"]!,
            (long)stats["lastScrapeTime"]!));
        Assert.Equal(state == ScrapeState.Failed ? "no answer" : "", (string?)stats["lastScrapeResult"]);
        Assert.Equal(state == ScrapeState.None ? 0 : 1_799_999_998, (long)stats["lastScrapeStartTime"]!);
    }

    private static JsonNode Written(TrackerSnapshot state) => PeerFieldsTests.Json(
        writer => TrackerFields.WriteStats(writer, new TrackerItem(0, 0, IsFirst: true, Masked, state), NowMs));

    private static (bool HasAnnounced, bool HasSucceeded, bool HasScraped) Flags(JsonNode stats) => (
        (bool)stats["hasAnnounced"]!, (bool)stats["lastAnnounceSucceeded"]!, (bool)stats["hasScraped"]!);
}
