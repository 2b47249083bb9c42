using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

public sealed class ShownTorrentTests
{
    private const long Now = 1_800_000_000_000;

    private static readonly ListFrame Limited = new()
    {
        NowUnixMs = Now,
        RatioLimit = 2,
        SeedingMinutes = 60,
        IdleMinutes = 10,
    };

    private static readonly TorrentRow Seed =
        TorrentStatesTests.Row(TorrentRowState.Seeding, isComplete: true) with { Downloaded = 100, Uploaded = 50 };

    [Fact]
    public void An_unknown_time_is_100_days()
    {
        Assert.Equal(8_640_000, Shown(Seed, new ListFrame { NowUnixMs = Now }).EtaS);
        Assert.Equal(
            8_640_000, Shown(TorrentStatesTests.Row(TorrentRowState.Stopped, isComplete: false), Limited).EtaS);
        TorrentRow slow = TorrentStatesTests.Row(TorrentRowState.Downloading, isComplete: false);
        Assert.Equal(8_640_000, Shown(slow, Limited).EtaS);
        Assert.Equal(5, Shown(slow with { DownloadRate = 10 }, Limited).EtaS);
    }

    [Fact]
    public void A_seed_counts_down_to_the_first_limit()
    {
        TorrentRow row = Seed with { SeedingMs = 3_000_000 };
        Assert.Equal(600, Shown(row, Limited).EtaS);
        Assert.Equal(15, Shown(row with { UploadRate = 10 }, Limited).EtaS);
        TorrentRow idle = Seed with { SeedingSinceUnixMs = Now - 400_000, LastActivityUnixMs = Now - 300_000 };
        Assert.Equal(300, Shown(idle, Limited).EtaS);

        // Time before it began to seed does not count as idle.
        Assert.Equal(200, Shown(idle with { LastActivityUnixMs = Now - 9_000_000 }, Limited).EtaS);
    }

    [Theory]
    [InlineData(null, null, -2, -2, 2, 60)]
    [InlineData(-1.0, -1L, -1, -1, -1, -1)]
    [InlineData(0.5, 120L, 0.5, 2, 0.5, 2)]
    public void Own_limits_and_those_that_hold(
        double? ratio, long? seconds, double ownRatio, long ownMinutes, double maxRatio, long maxMinutes)
    {
        ShownTorrent shown = Shown(
            Seed with { Share = new ShareLimits { Ratio = ratio, SeedingTimeS = seconds } }, Limited);
        Assert.Equal(
            (ownRatio, ownMinutes, maxRatio, maxMinutes),
            (shown.RatioLimit, shown.SeedingMinutesLimit, shown.MaxRatio, shown.MaxSeedingMinutes));
    }

    [Fact]
    public void Copies_are_told_of_those_that_download()
    {
        TorrentRow row = TorrentStatesTests.Row(TorrentRowState.Downloading, isComplete: false);
        Assert.Equal(1.25, Shown(row with { Availability = 1.25 }, Limited).Availability);
        Assert.Equal(-1, Shown(Seed with { Availability = 3 }, Limited).Availability);
        Assert.Equal(
            -1, Shown(TorrentStatesTests.Row(TorrentRowState.Stopped, isComplete: false), Limited).Availability);
    }

    [Fact]
    public void The_next_announce_comes_nearer()
    {
        Assert.Equal(0, Shown(Seed, Limited).ReannounceS);
        Assert.Equal(90, Shown(Seed with { NextAnnounceUnixMs = Now + 90_900 }, Limited).ReannounceS);
        Assert.Equal(0, Shown(Seed with { NextAnnounceUnixMs = Now - 5_000 }, Limited).ReannounceS);
    }

    [Fact]
    public void The_path_of_the_content_is_not_the_destination()
    {
        ShownTorrent folder = Shown(
            Seed with { Origin = new TorrentOrigin { ContentPath = "show", RootFolder = "show" } }, Limited);
        Assert.Equal(("/downloads/show", "/downloads/show"), ($"{folder.ContentPath}", $"{folder.RootPath}"));
        ShownTorrent file = Shown(Seed with { Origin = new TorrentOrigin { ContentPath = "a.mkv" } }, Limited);
        Assert.Equal(("/downloads/a.mkv", ""), ($"{file.ContentPath}", $"{file.RootPath}"));
    }

    [Fact]
    public void The_tracker_is_shown_without_passkey_to_those_who_only_look()
    {
        TorrentRow row = Seed with { TrackerUrl = "http://one/0123456789abcdef0123456789abcdef/announce" };
        Assert.Equal(row.TrackerUrl, Shown(row, Limited with { ShowsSecrets = true }).Tracker);
        Assert.Equal("http://one:80/…/announce", Shown(row, Limited).Tracker);
        row = Seed with { TrackerUrl = "http://one/a1b2/announce" };
        Assert.Equal("http://one:80/…/announce", Shown(row, Limited).Tracker);
        Assert.Equal("", Shown(Seed, Limited).Tracker);
    }

    [Fact]
    public void An_unbelievable_ratio_is_shown_as_none()
    {
        Assert.Equal(0.5, Shown(Seed, Limited).Ratio);
        Assert.Equal(-1, Shown(Seed with { Uploaded = 100_000_000 }, Limited).Ratio);
    }

    private static ShownTorrent Shown(TorrentRow row, ListFrame frame) => new(row, frame);
}
