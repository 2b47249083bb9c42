using GSTorrent.Api.Transmission.Torrents;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Api.Transmission.Tests.Torrents;

public sealed class RecentChangesTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TorrentReadModel _rows = new(startUnixMs: 1);

    [Fact]
    public void A_change_is_recent_for_a_minute()
    {
        var recent = new RecentChanges(_rows, _clock);
        Publish(1, "one");
        Assert.Equal([1], Numbers(recent.Read()));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Publish(2, "two");
        Assert.Equal([1, 2], Numbers(recent.Read()));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal([1, 2], Numbers(recent.Read()));
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Empty(Numbers(recent.Read()));
    }

    [Fact]
    public void Who_asks_seldom_hears_more_and_never_less()
    {
        var recent = new RecentChanges(_rows, _clock);
        Publish(1, "one");
        _clock.Advance(TimeSpan.FromHours(1));
        Publish(2, "two");
        Assert.Equal([1, 2], Numbers(recent.Read()));
        _clock.Advance(TimeSpan.FromHours(1));
        Publish(3, "three");
        Assert.Equal([3], Numbers(recent.Read()));
    }

    [Fact]
    public void What_was_removed_is_told()
    {
        var recent = new RecentChanges(_rows, _clock);
        Publish(1, "one");
        _rows.Remove(1);
        Assert.Equal([1], recent.Read().Removed);
        _clock.Advance(TimeSpan.FromMinutes(2));
        recent.Read();
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(recent.Read().Removed);
    }

    private static IEnumerable<int> Numbers(TorrentDelta delta) => delta.Changed.Select(row => row.Number);

    private void Publish(int number, string name)
    {
        var bytes = new byte[20];
        bytes[0] = (byte)number;
        _rows.Publish(new TorrentRow { Number = number, InfoHash = new InfoHash(bytes), Name = name });
    }
}
