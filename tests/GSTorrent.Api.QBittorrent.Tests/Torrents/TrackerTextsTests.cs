using GSTorrent.Api.QBittorrent.Torrents;

namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

public sealed class TrackerTextsTests
{
    private static readonly IReadOnlyList<string>[] Two = [["http://a/", "http://b/"], ["http://c/"]];

    [Fact]
    public void Empty_lines_begin_tiers_and_unfit_addresses_are_left_out() => Assert.Equal(
        ["http://a/", "", "udp://b:1"],
        TrackerTexts.ReadTiers("http://a/\nwss://x/\n\nnonsense\n\nudp://b:1").Select(tier => string.Join(' ', tier)));

    [Fact]
    public void New_ones_join_the_tier_of_their_number()
    {
        Assert.Equal(
            "http://a/ http://b/ http://d/|http://c/",
            Show(TrackerTexts.Merge(Two, [["http://a/", "http://d/"], ["http://c/"]]).Value));
        Assert.Same(Two, TrackerTexts.Merge(Two, [["http://a/"]]).Value);
    }

    [Fact]
    public void One_takes_the_place_of_another()
    {
        Assert.Equal(
            "http://d/ http://b/|http://c/", Show(TrackerTexts.Replace(Two, "http://a/", "http://d/", null).Value));
        Assert.Equal(
            "http://b/|http://c/ http://a/", Show(TrackerTexts.Replace(Two, "http://a/", "http://a/", 1).Value));
        Assert.Equal(
            "http://a/ http://b/|http://c/", Show(TrackerTexts.Replace(Two, "http://c/", "http://c/", 5).Value));
        Assert.Equal("conflict", TrackerTexts.Replace(Two, "http://x/", "http://d/", null).Error?.Code);
        Assert.Equal("conflict", TrackerTexts.Replace(Two, "http://a/", "http://c/", null).Error?.Code);
        Assert.Equal("bad-request", TrackerTexts.Replace(Two, "http://a/", "http://a/", -1).Error?.Code);
    }

    [Fact]
    public void A_tier_that_is_empty_goes()
    {
        Assert.Equal("http://a/ http://b/", Show(TrackerTexts.Without(Two, ["http://c/"]).Value));
        Assert.Same(Two, TrackerTexts.Without(Two, ["http://x/"]).Value);
    }

    private static string Show(IReadOnlyList<IReadOnlyList<string>> tiers) =>
        string.Join('|', tiers.Select(tier => string.Join(' ', tier)));
}
