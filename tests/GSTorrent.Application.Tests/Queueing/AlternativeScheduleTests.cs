using GSTorrent.Application.Queueing;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Tests.Torrents;

namespace GSTorrent.Application.Tests.Queueing;

public sealed class AlternativeScheduleTests
{
    // 2026-11-23 is a Monday.
    [Theory]
    [InlineData("540", "1020", "127", "2026-11-23T09:00", true)]
    [InlineData("540", "1020", "127", "2026-11-23T08:59", false)]
    [InlineData("540", "1020", "127", "2026-11-23T17:00", false)]
    [InlineData("540", "1020", "125", "2026-11-23T09:00", false)]
    [InlineData("1320", "360", "2", "2026-11-23T23:00", true)]
    [InlineData("1320", "360", "2", "2026-11-24T05:59", true)]
    [InlineData("1320", "360", "2", "2026-11-24T06:00", false)]
    [InlineData("1320", "360", "2", "2026-11-24T23:00", false)]
    public async Task The_clock_wants_them_between_its_ends_on_its_days(
        string begin, string end, string days, string local, bool isWanted)
    {
        await using HostFolder host = await HostFolder.OpenAsync(
            ("alternative.scheduled", "true"), ("alternative.begin-minute", begin), ("alternative.end-minute", end),
            ("alternative.days", days));
        DateTime time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(isWanted, AlternativeSchedule.IsWanted(host.Host.Settings.Current, time));
    }

    [Fact]
    public async Task Unscheduled_the_clock_has_no_say()
    {
        await using HostFolder host = await HostFolder.OpenAsync();
        Assert.Null(AlternativeSchedule.IsWanted(host.Host.Settings.Current, DateTime.UnixEpoch));
    }
}
